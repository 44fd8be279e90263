using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Rows;

namespace Rota.Store.Memory.Tables;

/// <summary>All rows of a schedule.</summary>
internal sealed record ScheduleTables
{
    /// <summary>Its number.</summary>
    public required ScheduleId Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its rules.</summary>
    public required ScheduleSpec Spec { get; init; }

    /// <summary>The job that it submits.</summary>
    public required JobSpec Job { get; init; }

    /// <summary>Whether nothing of it fires.</summary>
    public bool IsPaused { get; init; }

    /// <summary>What moves when it fires.</summary>
    public ScheduleTimes Times { get; init; }

    /// <summary>Instants that have fired or wait, and the job of each.</summary>
    public ImmutableSortedDictionary<Instant, JobId?> Fires { get; init; } =
        ImmutableSortedDictionary<Instant, JobId?>.Empty;

    /// <summary>Those of a backfill: they are no runs that the schedule waits for.</summary>
    public ImmutableHashSet<Instant> Backfilled { get; init; } = [];

    /// <summary>Instants that wait, oldest first.</summary>
    public IEnumerable<Instant> Waiting => Fires.Where(fire => fire.Value is null).Select(fire => fire.Key);

    /// <summary>The row of an instant, or null.</summary>
    public FireRow? Fire(Instant instant) => Fires.TryGetValue(instant, out var job) ? new FireRow(instant, job) : null;

    /// <summary>Without the instants that wait.</summary>
    public ScheduleTables WithoutWaiting() => this with { Fires = Fires.RemoveRange(Waiting) };
}
