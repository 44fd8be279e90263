using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// What happens when a timer is due: an attempt is stopped for its timeout, a backoff ends, a job may start one more.
/// </summary>
internal sealed class DueTimers(SchedulerState scheduler, NodeReports reports)
{
    /// <summary>Fires the timers that are due.</summary>
    public void Fire()
    {
        while (scheduler.Timers.TryTake(scheduler.Now, out var timer))
        {
            if (timer.Timeout is { } attempt)
            {
                reports.TimeOut(attempt);
            }
            else if (timer.Backoff is not { } task)
            {
                scheduler.LineUp(timer.Job);
            }
            else if (timer.Job.Aside.Remove((task.Group, task.Index), out var aside))
            {
                if (!ReferenceEquals(aside, task))
                {
                    timer.Job.Aside.Add((task.Group, task.Index), aside);
                    continue;
                }

                EndBackoff(timer.Job, task);
            }
        }
    }

    private void EndBackoff(ActiveJob job, PendingTask task)
    {
        var group = job.Groups[task.Group];
        var ready = task with { State = TaskState.Ready, NotBefore = Instant.Never };
        job.Move(group, TaskState.Backoff, TaskState.Ready);
        scheduler.Touch(job, group);
        scheduler.Changes.Tasks.Add(
            new TaskChange(new TaskKey(job.Id, task.Group, task.Index), TaskState.Ready, task.Tries, Instant.Never)
        );
        _ = scheduler.Return(job, ready, first: false);
    }
}
