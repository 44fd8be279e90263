namespace Rota.Core.Slots;

/// <summary>
/// What a member shows the others: soft state, never more than a hint. Kept outside the database, so that an idle
/// member writes nothing to disk.
/// </summary>
public readonly record struct Heartbeat
{
    /// <summary>Which start of the runner wrote it.</summary>
    public long Incarnation { get; init; }

    /// <summary>Raised with every turn, also an empty one: it stands still when the runner does.</summary>
    public long Turns { get; init; }

    /// <summary>When it last had anything to do, in microseconds of the monotonic clock.</summary>
    public long LastBusy { get; init; }

    /// <summary>99th percentile of what its turns with work cost, in microseconds.</summary>
    public long CostP99 { get; init; }

    /// <summary>99th percentile of how late it woke up for its slot, in microseconds.</summary>
    public long LatenessP99 { get; init; }

    /// <summary>Turns that ended after their slot.</summary>
    public long Overruns { get; init; }

    /// <summary>Turns in another's idle slot.</summary>
    public long Steals { get; init; }

    /// <summary>How often the write lock was not free in its own slot.</summary>
    public long Contention { get; init; }

    /// <summary>Events that were left for a later turn, in all.</summary>
    public long Debt { get; init; }
}
