using System.Collections.Immutable;

namespace Rota.Core.Placement.Strategies;

/// <summary>By what the node of a task is chosen, of those with room that it may run on.</summary>
public enum Strategy
{
    /// <summary>The least used one, with the tasks of a job apart from each other: what is usual.</summary>
    Balance,

    /// <summary>The fullest one that has room, so that large holes stay for large tasks.</summary>
    Pack,

    /// <summary>That with the fewest tasks of the job: by zone first, then by node.</summary>
    Spread,

    /// <summary>The less used of two that are drawn.</summary>
    TwoChoices,

    /// <summary>That which a scheduler outside of Rota, or a person, claims: nothing starts by itself.</summary>
    External,
}

/// <summary>What strategies are called where people write them.</summary>
public static class StrategyWords
{
    /// <summary>All of them, in the order of the enumeration.</summary>
    public static readonly ImmutableArray<string> All = ["balance", "pack", "spread", "two-choices", "external"];

    /// <summary>The word for one.</summary>
    public static string Word(this Strategy strategy) => All[(int)strategy];
}
