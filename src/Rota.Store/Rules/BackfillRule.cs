using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.Store.Rules;

/// <summary>What is written of instants that are made up for: a job each, so many of them at a time.</summary>
public static class BackfillRule
{
    /// <summary>The jobs to make, and those that are there.</summary>
    /// <param name="backfill">What is asked.</param>
    /// <param name="row">The row of an instant; null where it has none.</param>
    public static ImmutableArray<(Instant At, FireRow? Known, bool Starts)> Plan(
        BackfillOrder backfill,
        Func<Instant, FireRow?> row
    ) =>
        [
            .. backfill
                .Instants.Select(instant => (instant, known: row(instant)))
                .Select(one =>
                    (one.instant, one.known, one.known is null || (backfill.Again && one.known?.Job is not null))
                ),
        ];

    /// <summary>The job of an instant: it starts when the one so many before it has ended, however.</summary>
    /// <param name="registered">What is registered.</param>
    /// <param name="backfill">What is asked.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="made">The jobs that were made for earlier ones.</param>
    public static JobSpec JobOf(
        JobSpec registered,
        BackfillOrder backfill,
        Instant instant,
        IReadOnlyList<JobId> made
    ) =>
        FireRule.JobOf(FireRule.With(registered, backfill.Params), instant, backfill.Zone) with
        {
            After =
                made.Count < backfill.Parallel ? [] : [new JobNeed(made[^backfill.Parallel], NeedCondition.Finished)],
        };

    /// <summary>The key of its job: a further one for an instant has a key of its own.</summary>
    public static string Key(ScheduleId schedule, FireRow? known, Instant instant, Instant now) =>
        known is null ? FireRule.Key(schedule, instant) : $"{FireRule.Key(schedule, instant)}/{now}";
}
