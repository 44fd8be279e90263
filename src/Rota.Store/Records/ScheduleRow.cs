using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Store.Records;

/// <summary>A schedule as people see it.</summary>
public sealed record ScheduleRow
{
    /// <summary>Its number.</summary>
    public required ScheduleId Id { get; init; }

    /// <summary>The name of the job, and its own.</summary>
    public required string Name { get; init; }

    /// <summary>Its rules.</summary>
    public required ScheduleSpec Spec { get; init; }

    /// <summary>Whether nothing of it fires until it is resumed.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>The first instant that was not decided on.</summary>
    public required Instant Due { get; init; }

    /// <summary>The newest instant that a job was made for, or null.</summary>
    public required Instant? LastFired { get; init; }

    /// <summary>The newest instant that was left out because an earlier run was open, or null.</summary>
    public required Instant? LastSkipped { get; init; }

    /// <summary>Instants that wait for an earlier run to end.</summary>
    public required int Waiting { get; init; }

    /// <summary>
    /// The job it made last, by people's request too; null before the first, or when that was pruned.
    /// </summary>
    public JobRow? LastJob { get; init; }
}
