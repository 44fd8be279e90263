using Rota.App.Problems;

namespace Rota.App.Finding;

/// <summary>Which rows of a list are wanted, in which order, and how many.</summary>
public sealed record PageRequest
{
    /// <summary>The filter, which may say the order too; empty for all rows as they are.</summary>
    public string Filter { get; init; } = "";

    /// <summary>How many at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>How long is searched where no index serves it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Refuses a page of no rows.</summary>
    /// <exception cref="ProblemException">It is one.</exception>
    public void Check()
    {
        if (Limit is < 1 and var limit)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--limit {limit}: how many rows, at least 1");
        }
    }
}
