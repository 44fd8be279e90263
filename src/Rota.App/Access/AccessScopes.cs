using Rota.App.Problems;
using Rota.Core.Problems;

namespace Rota.App.Access;

/// <summary>What a token can allow, in words.</summary>
public static class AccessScopes
{
    /// <summary>All of it, and to change who may do what.</summary>
    public const string Admin = "admin";

    /// <summary>The words, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = ["read", "logs", "submit", "place", "operate", Admin];

    /// <summary>Those of a list with commas.</summary>
    /// <exception cref="ProblemException">It is empty, or has another word.</exception>
    public static IReadOnlyList<string> Read(string text)
    {
        string[] words = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (words.Length == 0)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "a token that allows nothing",
                $"say what it allows, with commas: {string.Join(", ", All)}"
            );
        }

        foreach (var word in words.Where(word => !All.Contains(word)))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"there is no scope {word}",
                Nearest.Of(word, All) is { } nearest
                    ? $"did you mean {nearest}?"
                    : $"there are: {string.Join(", ", All)}"
            );
        }

        return [.. All.Where(words.Contains)];
    }
}
