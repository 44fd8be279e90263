using Rota.Core.Model;

namespace Rota.Core.Scheduling.Effects;

/// <summary>What became of a claim from outside.</summary>
/// <param name="Request">The request that made it; 0 where it is known by its attempt.</param>
/// <param name="Attempt">The attempt that was made of it; 0 where it was refused before.</param>
/// <param name="Refused">Why it does not run there; null where an attempt was ordered at the node.</param>
public sealed record ClaimResult(long Request, AttemptId Attempt, ClaimRefused? Refused);

/// <summary>Why a claim from outside is refused, as facts.</summary>
/// <param name="Code">The kind of reason.</param>
public sealed record ClaimRefused(ClaimCode Code)
{
    /// <summary>What is short, as accounts are named; a label or a standing; null for nothing.</summary>
    public string? Of { get; init; }

    /// <summary>How much is asked, where something is short.</summary>
    public long? Asked { get; init; }

    /// <summary>How much of it is free.</summary>
    public long? Free { get; init; }

    /// <summary>Who has it, in words; null where nobody in particular has.</summary>
    public string? Holder { get; init; }

    /// <summary>When to ask again; null where time alone makes no difference.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Reasons why a claim from outside is refused. They are stored by number: never renumber.</summary>
public enum ClaimCode
{
    /// <summary>Rota's own runners place the task.</summary>
    NotExternal = 1,

    /// <summary>The task does not wait for a node: what it needs has not ended, it is held, or over.</summary>
    NotWaiting = 2,

    /// <summary>An attempt of it has a node.</summary>
    Taken = 3,

    /// <summary>Too many tasks before it that nobody touched would get a record of their own.</summary>
    FarAhead = 4,

    /// <summary>The cell has no node of that name.</summary>
    NoSuchNode = 5,

    /// <summary>The task requires what is not true of the node.</summary>
    Label = 6,

    /// <summary>The node takes no work.</summary>
    TakesNoWork = 7,

    /// <summary>The node has too little of something, by the home's book or by its own.</summary>
    NoRoom = 8,

    /// <summary>A rule that people set lets nothing more start.</summary>
    Limit = 9,

    /// <summary>It was taken back before it started.</summary>
    Withdrawn = 10,
}
