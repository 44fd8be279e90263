using System.Text;
using Rota.Core.JobFiles;
using Rota.Core.Placement;

namespace Rota.Cli.JobSources;

/// <summary>
/// Reads the text that people hand in, and never more of it than is accepted: a file of a gigabyte, a pipe or a device
/// without an end is refused before it has taken the memory.
/// </summary>
internal static class InputText
{
    private const int BufferCharacters = 1 << 16;

    /// <summary>A character of the text is three bytes of UTF-8 at most.</summary>
    private const long BytesMax = 3L * JobFileLimits.Characters;

    /// <summary>The text of a file, or of standard input.</summary>
    /// <param name="path">The file; <c>-</c> for standard input.</param>
    /// <param name="remedy">What to do with one that is too large.</param>
    /// <param name="unreadable">What to do where it cannot be read.</param>
    /// <exception cref="CommandFailure">It cannot be read, or is too large.</exception>
    public static string Read(string path, string remedy, params string[] unreadable)
    {
        using var stream = path == "-" ? Console.OpenStandardInput() : NamedFile.Open(path, unreadable);
        var size = stream.CanSeek ? stream.Length : 0;
        var text = size > BytesMax ? null : Read(stream, JobFileLimits.Characters);
        return text?.Length <= JobFileLimits.Characters
            ? text
            : throw new CommandFailure(
                ExitCode.BadInput,
                "too-large",
                $"{(path == "-" ? "standard input" : path)} has {(size > 0 ? Units.Bytes(size) + ", " : "")}"
                    + $"more than {JobFileLimits.Characters:N0} characters, which is the most that is read",
                remedy
            );
    }

    /// <summary>The text of a stream; of a longer one only as much as shows that it is longer.</summary>
    public static string Read(Stream stream, int charactersMax)
    {
        using var reader = new StreamReader(stream);
        var buffer = new char[Math.Min(charactersMax + 1, BufferCharacters)];
        var text = new StringBuilder();
        int read;
        while (text.Length <= charactersMax && (read = reader.Read(buffer)) > 0)
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }
}
