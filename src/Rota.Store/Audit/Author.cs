using Rota.Core.Model;

namespace Rota.Store.Audit;

/// <summary>Who changes a home, by which door, and why: what an entry of the audit says beside the change.</summary>
public sealed record Author
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Author Unnamed = new();

    /// <summary>The way that the change came.</summary>
    public Door Door { get; init; }

    /// <summary>The user of the system; null where the door knows none.</summary>
    public string? User { get; init; }

    /// <summary>The number of that user.</summary>
    public long? Uid { get; init; }

    /// <summary>The token, the session or the schedule.</summary>
    public string? Name { get; init; }

    /// <summary>What the request is known by elsewhere, in logs and answers.</summary>
    public string? Request { get; init; }

    /// <summary>Why, in their own words; null where they said nothing.</summary>
    public string? Why { get; init; }

    /// <summary>When they asked.</summary>
    public Instant At { get; init; }

    /// <summary>A schedule whose moment has come.</summary>
    public static Author OfSchedule(string name, Instant now) =>
        new()
        {
            Door = Door.Schedule,
            Name = name,
            At = now,
        };
}
