using System.Text;
using Rota.Linux.Terminals;

namespace Rota.Cli.Rendering;

/// <summary>
/// The one way that words of Rota's own take. What it says beside its results never ends it, whatever standard error
/// leads to: a full disk, a pipe without a reader, a terminal that was closed.
/// </summary>
internal static class OwnWords
{
    /// <summary>UTF-8 without a mark; a byte that is none is shown, wherever a text comes from.</summary>
    public static readonly Encoding Text = Words();

    /// <summary>Standard error for lines that are bytes already.</summary>
    public static Stream Lines { get; } = new Unfailing(new StandardStream(StandardStream.Error));

    /// <summary>Has everything that is printed from now on go this way, in every role of the program.</summary>
    public static void Install()
    {
        Console.SetOut(new StreamWriter(new StandardStream(StandardStream.Output), Text) { AutoFlush = true });
        Console.SetError(new StreamWriter(Lines, Text) { AutoFlush = true });
    }

    private static Encoding Words()
    {
        var words = (Encoding)new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).Clone();
        words.EncoderFallback = new VisibleBytes();
        return words;
    }

    private sealed class Unfailing(Stream inner) : OneWayStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                inner.Write(buffer);
            }
            catch (IOException)
            {
                // There is no other place to say it.
            }
        }

        public override void Flush() { }
    }
}
