using System.Text;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Core.Bytes;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Placement;
using Rota.Linux.Terminals;

namespace Rota.Cli.Sources;

/// <summary>
/// Reads the text that people hand in, byte for byte, and never more of it than is accepted: a file of a gigabyte, a
/// pipe or a device without an end is refused before it has taken the memory.
/// </summary>
internal static class InputText
{
    private const int BufferBytes = 1 << 16;

    /// <summary>A character of the text is three bytes of UTF-8 at most.</summary>
    private const long BytesMax = 3L * JobFileLimits.Characters;

    /// <summary>The text of a file, or of standard input.</summary>
    /// <param name="path">The file; <c>-</c> for standard input.</param>
    /// <param name="remedy">What to do with one that is too large.</param>
    /// <param name="unreadable">What to do where it cannot be read.</param>
    /// <exception cref="ProblemException">It cannot be read, or is too large.</exception>
    public static string Read(string path, string remedy, params string[] unreadable)
    {
        if (path == "-" && !StandardInput.IsOpen)
        {
            throw OneLiner.Usage("standard input is closed, so nothing can be read from it");
        }

        if (path == "-")
        {
            AwaitedInput.AnnounceStandardInput();
        }
        else
        {
            AwaitedInput.Announce(path);
        }

        using var stream = path == "-" ? StandardInput.Open() : NamedFile.Open(path, unreadable);
        var size = stream.CanSeek ? stream.Length : 0;
        var text = size > BytesMax ? null : Read(stream, JobFileLimits.Characters);
        return text?.Length <= JobFileLimits.Characters
            ? text
            : throw new ProblemException(
                ProblemCodes.TooLarge,
                $"{(path == "-" ? "standard input" : path)} has {(size > 0 ? Units.Bytes(size) + ", " : "")}"
                    + $"more than {JobFileLimits.Characters:N0} characters, which is the most that is read",
                remedy
            );
    }

    /// <summary>The text of a stream; of a longer one only as much as shows that it is longer.</summary>
    public static string Read(Stream stream, int charactersMax)
    {
        var buffer = new byte[BufferBytes];
        var text = new StringBuilder();
        var (kept, read) = (0, 1);
        while (read > 0 && text.Length <= charactersMax)
        {
            read = stream.Read(buffer, kept, buffer.Length - kept);
            var length = kept + read;
            var whole = read == 0 ? length : WholeCharacters(buffer.AsSpan(0, length));
            text.Append(ByteText.Of(buffer.AsSpan(0, whole)));
            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            kept = length - whole;
        }

        return text.ToString();
    }

    /// <summary>How many bytes there are before a character that may go on behind them.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        const int LengthMax = 4;
        for (var back = 1; back < LengthMax && back <= bytes.Length; back++)
        {
            // What is no continuation begins a character; one that begins further back is complete, or is none.
            if ((bytes[^back] & 0xC0) != 0x80)
            {
                return bytes[^back] >= 0xC0 ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }
}
