using Rota.App.Problems;

namespace Rota.App.SavedFilters;

/// <summary>Which filter with a name is meant.</summary>
/// <param name="Caller">The name of the token of who asks.</param>
/// <param name="List">What it is of: <c>jobs</c> or <c>tasks</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsShared">Whether the one of everybody is meant; else that of who asks.</param>
public sealed record SavedFilterRequest(string Caller, string List, string Name, bool IsShared)
{
    private const int NameMax = 64;

    /// <summary>The lists that have filters.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["jobs", "tasks"];

    /// <summary>As it is stored: nobody in particular owns what is everybody's.</summary>
    internal string Owner => IsShared ? "" : Caller;

    /// <summary>Refuses a list that is none.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    internal static void Check(string list)
    {
        if (!Lists.Contains(list))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"{list} has no filters with names",
                $"there are: {string.Join(", ", Lists)}"
            );
        }
    }

    /// <summary>Refuses what cannot be a filter's name.</summary>
    /// <exception cref="ProblemException">It cannot.</exception>
    internal void CheckName()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameMax || Name.Any(char.IsControl))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"the name of a filter is a text of 1 to {NameMax} characters in one line",
                "choose another one"
            );
        }
    }
}
