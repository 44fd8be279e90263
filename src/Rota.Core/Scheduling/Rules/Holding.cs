using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Single tasks that people hold: ready or not, they do not start, and others pass them. What has room already is not
/// held.
/// </summary>
internal sealed class Holding(SchedulerState scheduler, Progress progress)
{
    public void Hold(ActiveJob job, TaskGroup group, OrdinalRanges tasks)
    {
        if (job.Ended is not null)
        {
            return;
        }

        group.Held = group.Held.Or(tasks.And(Waiting(job, group)));
        scheduler.Touch(job, group);
        foreach (var attempt in job.Live.Where(live => ReferenceEquals(live.Group, group) && IsHeld(group, live.Index)))
        {
            progress.Withdraw(attempt);
        }

        var called = job
            .ReadyQueues.Values.SelectMany(readyQueue =>
                readyQueue.Take(task => IsHeld(job.Groups[task.Group], task.Index))
            )
            .ToArray();
        foreach (var task in called)
        {
            _ = SetsAside(job, task);
        }

        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            Skip(readyQueue);
            if (!readyQueue.WantsRoom)
            {
                scheduler.StepOut(readyQueue);
            }
        }

        scheduler.WakeInsteadOf(job, called);
    }

    public void Release(ActiveJob job, TaskGroup group, OrdinalRanges tasks)
    {
        var released = group.Held.And(tasks);
        if (job.Ended is not null || released.IsEmpty)
        {
            return;
        }

        group.Held = group.Held.Without(released);
        scheduler.Touch(job, group);
        var waiting = job
            .OnHold.Values.Where(task => task.Group == group.Ordinal && released.Contains(task.Index))
            .ToArray();
        Array.ForEach(waiting, task => job.OnHold.Remove((task.Group, task.Index)));
        scheduler.GiveBack(job, waiting);
        if (group is { Untouched: > 0, Rest: TaskState.Ready })
        {
            var readyQueue = scheduler.ReadyQueueOf(job, group.Ordinal, 1);
            readyQueue.Add(group, scheduler.Now);
            scheduler.LineUp(readyQueue);
        }
    }

    /// <summary>
    /// Takes those from the head of a ready queue that nobody touched and that are held. An entry of which all that is
    /// left is held steps out as the range that it is.
    /// </summary>
    public void Skip(ReadyQueue readyQueue)
    {
        var job = readyQueue.Job;
        while (readyQueue.Peek() is (null, { } group) && IsHeld(group, group.Next))
        {
            if (group.Held.ContainsAll(group.Next, group.Total - 1))
            {
                readyQueue.Remove(group);
                continue;
            }

            var task = new PendingTask(group.Ordinal, group.Next, TaskState.Ready, Tries.None, Instant.Never);
            readyQueue.Pop();
            job.OnHold[(task.Group, task.Index)] = task;
            scheduler.Touch(job, group);
            scheduler.Changes.Tasks.Add(
                new TaskChange(new TaskKey(job.Id, task.Group, task.Index), TaskState.Ready, task.Tries, Instant.Never)
            );
        }
    }

    /// <summary>Puts a ready task aside where people hold it.</summary>
    /// <returns>Whether they do; else it stands in line, or goes there.</returns>
    public static bool SetsAside(ActiveJob job, PendingTask task)
    {
        var isHeld = IsHeld(job.Groups[task.Group], task.Index);
        if (isHeld)
        {
            job.OnHold[(task.Group, task.Index)] = task;
        }

        return isHeld;
    }

    private static bool IsHeld(TaskGroup group, int index) => !group.Held.IsEmpty && group.Held.Contains(index);

    /// <summary>The tasks of an entry that may be held: they have neither room nor an outcome.</summary>
    private static OrdinalRanges Waiting(ActiveJob job, TaskGroup group)
    {
        var touched = job
            .Aside.Values.Concat(job.OnHold.Values)
            .Concat(job.ReadyQueues.Values.SelectMany(readyQueue => readyQueue.Returned))
            .Where(task => task.Group == group.Ordinal)
            .Select(task => task.Index)
            .Concat(
                job.Live.Where(live => ReferenceEquals(live.Group, group) && !live.HoldsRoom).Select(live => live.Index)
            );
        var untouched = group.Rest.IsTerminal() ? OrdinalRanges.None : OrdinalRanges.From(group.Next, group.Total - 1);
        return untouched.Or(OrdinalRanges.Of(touched));
    }
}
