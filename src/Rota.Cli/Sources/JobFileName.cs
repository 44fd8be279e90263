using Rota.App.Local;
using Rota.Linux.Files;

namespace Rota.Cli.Sources;

/// <summary>Tells a job file from the first word of a command.</summary>
internal static class JobFileName
{
    /// <summary>The system reads no further for an interpreter.</summary>
    private const int LineMax = 256;
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>
    /// Whether a word names a job file: by its ending; else where it is a file that cannot be executed or whose first line
    /// has Rota run it, or a single word that is no file at all, and what follows are at most options.
    /// </summary>
    /// <param name="word">The first word that is no option.</param>
    /// <param name="rest">The words after it.</param>
    /// <param name="hasInputs">Whether options before it name inputs, which only a command has.</param>
    public static bool IsMeant(string word, ReadOnlySpan<string> rest, bool hasInputs)
    {
        if (InputSource.IsSeparator(word) || word == CommandStart.Mark)
        {
            return false;
        }

        if (HasEnding(word) && !word.Contains(' '))
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
            && !rest.Contains(CommandStart.Mark)
            && !HasInputs(rest)
            && (
                ByteFiles.IsFile(word)
                    ? !ByteFiles.IsProgram(word) || IsRotaScript(word)
                    : rest.IsEmpty && !word.Any(char.IsWhiteSpace)
            );
    }

    /// <summary>Whether a word ends as the names of job files do.</summary>
    public static bool HasEnding(string word) =>
        Endings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a text names Rota in its first line as what reads it, as scripts name their interpreter.
    /// </summary>
    public static bool CallsRota(string text) =>
        text.StartsWith("#!", StringComparison.Ordinal)
        && text[2..].Split('\n', 2)[0].Split([' ', '\t', '\r']).Any(word => Path.GetFileName(word) == "rota");

    /// <summary>Run as a command, it would call Rota with itself without an end.</summary>
    private static bool IsRotaScript(string path)
    {
        try
        {
            using var file = ByteFiles.OpenRead(path);
            return CallsRota(BoundedText.Read(file, LineMax));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
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
