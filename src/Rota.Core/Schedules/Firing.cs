using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>What was decided on a schedule at a moment.</summary>
public sealed record Firing
{
    /// <summary>The time zone that the instants are read in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Instants that a job is submitted for, oldest first.</summary>
    public ImmutableArray<Instant> Starts { get; init; } = [];

    /// <summary>All instants that wait now, oldest first.</summary>
    public ImmutableArray<Instant> Waiting { get; init; } = [];

    /// <summary>Whether the runs that are open are cancelled.</summary>
    public bool CancelsOpen { get; init; }

    /// <summary>The newest instant that was left out because of an open run, or null.</summary>
    public Instant? Skipped { get; init; }

    /// <summary>The instants that passed without a run of their own, and for ever; null for none.</summary>
    public MissedInstants? Missed { get; init; }

    /// <summary>The first instant that is not decided on.</summary>
    public required Instant Due { get; init; }
}
