namespace Rota.Sim.Slots;

/// <summary>What a timetable did with its work. Times are microseconds.</summary>
public sealed record TurnResult
{
    /// <summary>Mean time from an event to the turn that sees it.</summary>
    public required double Mean { get; init; }

    /// <summary>The median.</summary>
    public required double P50 { get; init; }

    /// <summary>What 95% do not exceed.</summary>
    public required double P95 { get; init; }

    /// <summary>What 99% do not exceed.</summary>
    public required double P99 { get; init; }

    /// <summary>The longest.</summary>
    public required long Max { get; init; }

    /// <summary>Events served a second.</summary>
    public required double ServedPerSecond { get; init; }

    /// <summary>
    /// Events that had come and were not served when the last one came: it grows without end above capacity.
    /// </summary>
    public required long Backlog { get; init; }

    /// <summary>Turns.</summary>
    public required long Turns { get; init; }

    /// <summary>Turns in another's slot.</summary>
    public required long Steals { get; init; }

    /// <summary>One number for the whole history.</summary>
    public required ulong Digest { get; init; }
}
