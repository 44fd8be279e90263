using Rota.Store;

namespace Rota.Cli.JobSources;

/// <summary>Tells a job file from the first word of a command.</summary>
internal static class JobFileName
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>
    /// Whether a word names a job file: by its ending; else where it is a file that cannot be executed, or a single word
    /// that is no file at all, and what follows are at most options.
    /// </summary>
    /// <param name="word">The first word that is no option.</param>
    /// <param name="rest">The words after it.</param>
    /// <param name="hasInputs">Whether options before it name inputs, which only a command has.</param>
    public static bool IsMeant(string word, ReadOnlySpan<string> rest, bool hasInputs)
    {
        if (InputSource.IsSeparator(word) || word == Commands.CommandStart.Mark)
        {
            return false;
        }

        if (Endings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && !word.Contains(' '))
        {
            return true;
        }

        if (hasInputs)
        {
            return false;
        }

        if (word == "-")
        {
            return rest.IsEmpty || rest[0].StartsWith('-');
        }

        var isFollowedByWords = rest.Length > 0 && !rest[0].StartsWith('-');
        return !isFollowedByWords
            && !rest.Contains(Commands.CommandStart.Mark)
            && !HasInputs(rest)
            && (ByteFiles.IsFile(word) ? !ByteFiles.IsProgram(word) : rest.IsEmpty && !word.Any(char.IsWhiteSpace));
    }

    private static bool HasInputs(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (InputSource.IsSeparator(word))
            {
                return true;
            }
        }

        return false;
    }
}
