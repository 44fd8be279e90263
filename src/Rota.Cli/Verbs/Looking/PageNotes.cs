using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary>Says, beside a list, that it is not all.</summary>
internal static class PageNotes
{
    /// <summary>Says it on standard error.</summary>
    /// <param name="next">Where the next page begins; null for no more.</param>
    /// <param name="isComplete">Whether all rows were looked at that had to be.</param>
    public static void Tell(string? next, bool isComplete)
    {
        if (!isComplete)
        {
            Screen.Error.WriteLine(
                "no index serves this filter, and it took too long: these are not all. "
                    + (next is null ? "Add a term such as state:failed" : $"Go on with: --after {next}")
            );
        }
        else if (next is not null)
        {
            Screen.Error.WriteLine($"there are more; go on with: --after '{next}'");
        }
    }
}
