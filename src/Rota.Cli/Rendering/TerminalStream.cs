using System.Text;
using Rota.App.Wording;
using Rota.Core.Bytes;
using Rota.Linux.Terminals;

namespace Rota.Cli.Rendering;

/// <summary>
/// Standard output on a terminal, for what was written for files: no text in it moves the cursor or turns the line
/// round. What goes to a file or a pipe never comes through here.
/// </summary>
internal sealed class TerminalStream(Stream terminal) : OneWayStream
{
    private readonly MemoryStream line = new();

    /// <summary>Standard output; its bytes unchanged where it is a file or a pipe.</summary>
    public static Stream OfOutput() =>
        Console.IsOutputRedirected ? Screen.OpenOutput() : new TerminalStream(Screen.OpenOutput());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.IndexOf((byte)'\n') is >= 0 and var end)
        {
            line.Write(buffer[..end]);
            Show("\n");
            buffer = buffer[(end + 1)..];
        }

        line.Write(buffer);
    }

    public override void Flush() => terminal.Flush();

    protected override void Dispose(bool disposing)
    {
        Show("");
        line.Dispose();
        terminal.Dispose();
        base.Dispose(disposing);
    }

    private void Show(string ending)
    {
        var text = ByteText.Of(line.GetBuffer().AsSpan(0, (int)line.Length)).TrimEnd('\r');
        line.SetLength(0);
        terminal.Write(Encoding.UTF8.GetBytes(string.Join('\t', text.Split('\t').Select(Plain.Line)) + ending));
    }
}
