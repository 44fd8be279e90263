namespace Rota.Fabric.Answers;

/// <summary>Why a node refuses an order, with the numbers of the check that refused it.</summary>
/// <param name="Code">The reason.</param>
public sealed record ClaimRefusal(ClaimRefusalCode Code)
{
    /// <summary>How much was asked, where something is short; else null.</summary>
    public long? Asked { get; init; }

    /// <summary>How much is free, where something is short; else null.</summary>
    public long? Free { get; init; }

    /// <summary>What is short, as accounts are named; null where nothing is.</summary>
    public string? Of { get; init; }

    /// <summary>Who has what was asked for; null where nobody in particular has.</summary>
    public string? Holder { get; init; }

    /// <summary>When to ask again; null where that makes no difference.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The sentence that people read.</summary>
    public override string ToString() =>
        Code switch
        {
            ClaimRefusalCode.Fenced => $"its partition belongs to a later runner ({Holder})",
            ClaimRefusalCode.UnknownContext => "the environment that it names was not told",
            ClaimRefusalCode.NotHeld => "it is not there",
            ClaimRefusalCode.NoRoom => $"its own book has {Free} of {Of} free, and {Asked} are asked for: {Holder}",
            ClaimRefusalCode.NoDisk => $"its disk has no room for the inputs: {Holder}",
            _ => $"reason {(byte)Code}, which this version does not know",
        };
}

/// <summary>Reasons of a refusal. Numbers travel: never renumber.</summary>
public enum ClaimRefusalCode : byte
{
    /// <summary>A later runner has claimed the partition: whoever is refused looks again who he is.</summary>
    Fenced = 1,

    /// <summary>The environment that a launch starts from was not told on this line.</summary>
    UnknownContext = 2,

    /// <summary>The node does not hold the attempt that is to be promoted, withdrawn or stopped.</summary>
    NotHeld = 3,

    /// <summary>The node's own book has no room for it: the runner's is wrong, or not told yet.</summary>
    NoRoom = 4,

    /// <summary>The node's disk has no room for what it reads.</summary>
    NoDisk = 5,
}
