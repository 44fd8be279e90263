using Rota.Core.Model;

namespace Rota.Store.SavedFilters;

/// <summary>A filter of a list that somebody gave a name.</summary>
public sealed record SavedFilter
{
    /// <summary>Filters of one owner at most: pages show all of them.</summary>
    public const int OfOwnerMax = 50;

    /// <summary>Filters at most, of all owners together: a look at them reads every one.</summary>
    public const int Most = 500;

    /// <summary>Whose it is: the name of a token; empty for one that is everybody's.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is of: <c>jobs</c>, or <c>tasks</c> of a job.</summary>
    public required string List { get; init; }

    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The filter.</summary>
    public required string Filter { get; init; }

    /// <summary>When it was saved last.</summary>
    public required Instant Saved { get; init; }

    /// <summary>Whether there is room for it beside others: what takes another one's place always has some.</summary>
    public bool HasRoom(IReadOnlyCollection<SavedFilter> others) =>
        others.Any(IsIn) || (others.Count < Most && others.Count(one => one.Owner == Owner) < OfOwnerMax);

    /// <summary>Whether another one has its place.</summary>
    public bool IsIn(SavedFilter other) => (other.Owner, other.List, other.Name) == (Owner, List, Name);
}
