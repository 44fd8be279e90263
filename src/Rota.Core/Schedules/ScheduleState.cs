using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>A schedule as its owner holds it in memory.</summary>
public sealed record ScheduleState
{
    /// <summary>Its number.</summary>
    public required ScheduleId Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its rules.</summary>
    public required ScheduleSpec Spec { get; init; }

    /// <summary>The first instant that was not decided on; <see cref="Instant.Never"/> when none comes.</summary>
    public required Instant Due { get; init; }

    /// <summary>Instants that wait for earlier runs to end, oldest first.</summary>
    public ImmutableArray<Instant> Waiting { get; init; } = [];
}
