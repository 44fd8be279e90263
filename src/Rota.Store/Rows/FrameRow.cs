namespace Rota.Store.Rows;

/// <summary>
/// The one row of the timetable. Lengths and moments are microseconds of the monotonic clock of the boot.
/// </summary>
public sealed record FrameRow
{
    /// <summary>That of a home that was just made.</summary>
    public static readonly FrameRow New = new()
    {
        Cycle = 1_000_000,
        Longest = 1_000_000,
        Guard = 100,
    };

    /// <summary>Raised with every change of the members.</summary>
    public long Epoch { get; init; }

    /// <summary>The boot that the members live in.</summary>
    public string BootId { get; init; } = "";

    /// <summary>The first epoch of that boot.</summary>
    public long BootEpoch { get; init; }

    /// <summary>Identity of the clock that the members read.</summary>
    public string TimeSpace { get; init; } = "";

    /// <summary>Identity of the numbers of their processes.</summary>
    public string PidSpace { get; init; } = "";

    /// <summary>When a cycle began.</summary>
    public long Anchor { get; init; }

    /// <summary>Length of a cycle.</summary>
    public required long Cycle { get; init; }

    /// <summary>The longest that it may become.</summary>
    public required long Longest { get; init; }

    /// <summary>Wait at the beginning of each slot.</summary>
    public required long Guard { get; init; }

    /// <summary>Whether nobody works in another's slot.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Version of the lengths.</summary>
    public long Pace { get; init; }

    /// <summary>The newest committed turn.</summary>
    public long Turn { get; init; }

    /// <summary>Whether a daemon runs all jobs.</summary>
    public bool ServesAll { get; init; }
}
