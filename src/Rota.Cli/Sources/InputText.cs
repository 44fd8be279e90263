using Rota.App.Local;
using Rota.App.Problems;
using Rota.Cli.Invoking;
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
        var text = size > BytesMax ? null : BoundedText.Read(stream, JobFileLimits.Characters);
        return text?.Length <= JobFileLimits.Characters
            ? text
            : throw new ProblemException(
                ProblemCodes.TooLarge,
                $"{(path == "-" ? "standard input" : path)} has {(size > 0 ? Units.Bytes(size) + ", " : "")}"
                    + $"more than {JobFileLimits.Characters:N0} characters, which is the most that is read",
                remedy
            );
    }
}
