using Rota.App.Problems;
using Rota.Core.Problems;

namespace Rota.Web.Answers;

/// <summary>Refuses a name that a request has and nobody knows.</summary>
internal static class UnknownName
{
    private const int LengthMax = 64;

    /// <summary>The problem, with the name that was meant.</summary>
    /// <param name="kind">What it names.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">Those that are known.</param>
    public static ProblemException Of(string kind, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        var shown = name.Length > LengthMax ? name[..LengthMax] + "…" : name;
        return new ProblemException(
            ProblemCodes.Usage,
            $"there is no {kind} {shown} here",
            Nearest.Of(name, names) is { } nearest ? $"did you mean {nearest}?"
                : names.Length == 0 ? $"there is no {kind} at all"
                : $"there are: {string.Join(", ", names)}"
        );
    }
}
