using Rota.App.Local;
using Rota.Core.JobFiles.Batch;
using Rota.Linux.Files;

namespace Rota.Cli.Sources;

/// <summary>Tells a script for Slurm's sbatch from a command: its first lines have <c>#SBATCH</c>.</summary>
internal static class BatchFile
{
    private const int HeadMax = 1 << 16;

    /// <summary>The options that name inputs which a script has not.</summary>
    private static readonly string[] OfCommands = ["--each-line", "--arg-file", "-a", "--from-csv", "--null", "-0"];

    /// <summary>
    /// Whether a word names such a script. What follows it are then its arguments, as with sbatch.
    /// </summary>
    /// <param name="word">The first word that is no option.</param>
    /// <param name="before">The words before it.</param>
    /// <param name="rest">The words after it.</param>
    public static bool IsMeant(string word, ReadOnlySpan<string> before, ReadOnlySpan<string> rest)
    {
        foreach (var option in before)
        {
            if (OfCommands.Contains(option.Split('=')[0]))
            {
                return false;
            }
        }

        foreach (var other in rest)
        {
            if (InputSource.IsSeparator(other))
            {
                return false;
            }
        }

        return !JobFileName.HasEnding(word) && ByteFiles.IsRegular(word, followsLinks: true) && HasDirectives(word);
    }

    private static bool HasDirectives(string path)
    {
        try
        {
            using var file = ByteFiles.OpenRead(path);
            return BatchHead.IsIn(BoundedText.Read(file, HeadMax));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
