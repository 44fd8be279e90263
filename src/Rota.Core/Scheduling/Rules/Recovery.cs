using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Takes jobs into memory as the store holds them, and books what runs of them already.</summary>
internal sealed class Recovery(SchedulerState scheduler, Admission admission, Progress progress, StartGate gate)
{
    public void Adopt(ActiveJob job, IEnumerable<PendingTask> pending, IEnumerable<StoredAttempt> live, bool isBooked)
    {
        scheduler.Jobs.Add(job.Id, job);
        gate.Close(job);
        scheduler.Adopted(job);
        foreach (var stored in live)
        {
            AdoptAttempt(job, stored, isBooked);
        }

        foreach (var task in pending)
        {
            switch (task.State)
            {
                case TaskState.Ready:
                    _ = scheduler.Return(job, task, first: false);
                    break;
                case TaskState.Backoff:
                    AdoptBackoff(job, task);
                    break;
                default:
                    job.Aside[(task.Group, task.Index)] = task;
                    break;
            }
        }

        scheduler.LineUp(job);
        progress.Begin(job);
        gate.Settle(job);
    }

    /// <summary>
    /// Where the wall clock was set back since, the rest of a backoff is never more than the whole of it.
    /// </summary>
    private void AdoptBackoff(ActiveJob job, PendingTask task)
    {
        var longest = scheduler.Now + Verdict.LongestDelay(job.PolicyOf(task.Group).Retry, task.Tries.Counted);
        var waiting = task.NotBefore > longest ? task with { NotBefore = longest } : task;
        job.Aside[(task.Group, task.Index)] = waiting;
        scheduler.Timers.Backoff(job, waiting);
    }

    private void AdoptAttempt(ActiveJob job, StoredAttempt stored, bool isBooked)
    {
        var key = scheduler.KeyOf(job, stored.Group, stored.Index);
        var attempt = new Attempt
        {
            Id = stored.Id,
            Job = job,
            Group = job.Groups[stored.Group],
            Index = stored.Index,
            Before = stored.Before,
            Fence = stored.Fence,
            Node = stored.Node,
            Shape = scheduler.ShapeOf(
                job,
                stored.Group,
                stored.Before.MemoryFactor,
                key,
                scheduler.Nodes.Require(stored.Node),
                CountedBy.Read(stored.Booking)
            ),
            Gpus = stored.Gpus,
            Cpus = stored.Cpus,
            State = stored.State,
            Started = stored.Started,
            Pid = stored.Pid,
            Scratch = stored.Scratch,
            Stop = stored.Stop,
            Intended = stored.Intended,
            IsStored = true,
        };
        job.Live.Add(attempt);
        scheduler.Attempts.Add(attempt.Id, attempt);
        if (stored.HoldsRoom)
        {
            admission.Restore(attempt, isBooked);
        }
        else
        {
            scheduler.Successors.Add(attempt);
        }
    }
}
