using System.Diagnostics;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// What happens when a timer is due: an attempt is stopped for its timeout, or given up with its node; a backoff ends;
/// a job may start one more.
/// </summary>
internal sealed class DueTimers(SchedulerState scheduler, NodeReports reports, SilentNodes silent)
{
    /// <summary>Fires the timers that are due.</summary>
    public void Fire()
    {
        while (scheduler.Timers.TryTake(scheduler.Now, out var timer))
        {
            switch (timer.Kind)
            {
                case TimerKind.Timeout:
                    reports.TimeOut(timer.Attempt!);
                    break;
                case TimerKind.Replace:
                    silent.Replace(timer.Attempt!);
                    break;
                case TimerKind.Start:
                    scheduler.LineUp(timer.Job);
                    break;
                case TimerKind.Backoff:
                    Return(timer.Job, timer.Task!);
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    /// <summary>Another wait of the same task may have taken the place of this one.</summary>
    private void Return(ActiveJob job, PendingTask task)
    {
        if (
            job.Aside.TryGetValue((task.Group, task.Index), out var aside)
            && ReferenceEquals(aside, task)
            && job.Aside.Remove((task.Group, task.Index))
        )
        {
            EndBackoff(job, task);
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
