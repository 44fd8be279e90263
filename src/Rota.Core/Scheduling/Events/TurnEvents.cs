using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Events;

/// <summary>
/// Which events the changes of a turn mean, by job. Whether an end is a change against the run before is not known
/// here: that is asked where the rows are.
/// </summary>
public static class TurnEvents
{
    /// <summary>What happened to the jobs that somebody listens to; those with nothing to tell are left out.</summary>
    /// <param name="changes">What the turn commits.</param>
    /// <param name="isHeard">Whether somebody listens to a job.</param>
    public static IReadOnlyList<(ActiveJob Job, EventCounts Events)> Of(
        TurnChanges changes,
        Predicate<ActiveJob> isHeard
    )
    {
        var heard = changes.Jobs.Where(job => isHeard(job)).ToArray();
        if (heard.Length == 0)
        {
            return [];
        }

        var tasks = TasksOf(changes, heard);
        return
        [
            .. heard
                .OrderBy(job => job.Id.Value)
                .Select(job => (job, tasks.GetValueOrDefault(job.Id, EventCounts.None).And(OfJob(job, changes.Now))))
                .Where(told => !told.Item2.IsEmpty),
        ];
    }

    private static EventCounts OfJob(ActiveJob job, Instant now)
    {
        var events = job.Started == now ? EventCounts.Of(EventKind.Started) : EventCounts.None;
        return job.Ended is null ? events : events.With(EventKind.Ended, 1);
    }

    /// <summary>The outcomes that tasks got by the turn; a later record of the same task wins.</summary>
    private static Dictionary<JobId, EventCounts> TasksOf(TurnChanges changes, ActiveJob[] heard)
    {
        var jobs = heard.Select(job => job.Id).ToHashSet();
        var outcomes = new Dictionary<TaskKey, TaskState?>();
        foreach (var change in changes.Tasks.Where(change => jobs.Contains(change.Task.Job)))
        {
            outcomes[change.Task] = change.State;
        }

        var events = new Dictionary<JobId, EventCounts>();
        foreach (var (task, state) in outcomes)
        {
            if (state is { } outcome && outcome.IsFailure())
            {
                var kind = outcome == TaskState.Lost ? EventKind.Lost : EventKind.GaveUp;
                events[task.Job] = events.GetValueOrDefault(task.Job, EventCounts.None).With(kind, 1);
            }
        }

        return events;
    }
}
