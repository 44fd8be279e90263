using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>How a job moves on: dependants become ready or are skipped, the job stops or ends.</summary>
internal sealed class Progress(SchedulerState scheduler)
{
    /// <summary>Counts the open needs of every group and opens those without. For a job taken into memory.</summary>
    public void Begin(ActiveJob job)
    {
        job.IsFinishing = false;
        var isDone = job.Tally.IsDone;
        for (var ordinal = 0; ordinal < job.Groups.Length; ordinal++)
        {
            var open = 0;
            foreach (var need in job.Spec.Tasks[ordinal].Needs)
            {
                open += job.Groups[need.Task].IsEnded ? 0 : 1;
            }

            job.Groups[ordinal].UnmetNeeds = open;
            var mayNot = open > 0 || (job.Groups[ordinal].IsFinally && !isDone);
            if (mayNot && job.Groups[ordinal] is { Rest: TaskState.Ready, Untouched: > 0 } group)
            {
                Close(job, group);
            }
        }

        Open(job, job.Groups.Where(group => group is { UnmetNeeds: 0, IsFinally: false }));
        Finish(job);
        EndIfDone(job);
    }

    /// <summary>Follows the end of a task: through its group to those that need it, and to the job.</summary>
    public void TaskEnded(ActiveJob job, TaskGroup group)
    {
        if (
            job is { IsStopped: false, Spec.MaxFailures: { } limit }
            && job.Tally is var tally
            && limit.IsReached(tally.Failures, tally.Total)
        )
        {
            job.Reason =
                $"stopped at {Counted.Text(tally.Failures, "failure")} "
                + $"(max_failures: {limit.Value}{(limit.IsPercent ? "%" : "")})";
            if (limit.StopsRunning)
            {
                StopRunning(job);
            }

            Stop(job, TaskState.Skipped);
        }

        if (group.IsEnded)
        {
            GroupEnded(job, group);
        }

        Finish(job);
        EndIfDone(job);
    }

    /// <summary>
    /// Starts nothing more of the job: every task that has not started gets this outcome. What runs however it ends
    /// stays, unless that was given up too; of a job that never started nothing has to be put in order.
    /// </summary>
    public void Stop(ActiveJob job, TaskState outcome)
    {
        job.IsStopped = true;
        scheduler.Changes.Jobs.Add(job);
        if (job.Spec.IsOpen)
        {
            job.Seal();
            scheduler.Changes.Specs.Add(job);
        }

        bool IsMeant(int group) => job.Started is null || job.Groups[group].IsStoppedIn(job);
        var called = new List<PendingTask>();

        // All at once: each that is concluded would look through what is left of them.
        foreach (var group in job.Groups.Where(group => IsMeant(group.Ordinal)))
        {
            Unhold(job, group, group.Held);
        }

        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            scheduler.StepOut(readyQueue);
            foreach (var task in readyQueue.Clear(IsMeant))
            {
                called.Add(task);
                Conclude(job, task, TaskState.Ready, outcome);
            }
        }

        foreach (var task in job.Aside.Values.Concat(job.OnHold.Values).Where(task => IsMeant(task.Group)).ToArray())
        {
            Conclude(job, task, task.State, outcome);
            job.Aside.Remove((task.Group, task.Index));
            job.OnHold.Remove((task.Group, task.Index));
        }

        foreach (var group in job.Groups.Where(group => IsMeant(group.Ordinal)))
        {
            group.Parked = 0;
            if (group.Untouched > 0 && !group.Rest.IsTerminal())
            {
                SetRest(job, group, outcome);
            }
        }

        foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom && IsMeant(attempt.Group.Ordinal)))
        {
            Withdraw(attempt);
        }

        scheduler.WakeInsteadOf(job, called);
        scheduler.LineUp(job);
        Finish(job);
        EndIfDone(job);
    }

    /// <summary>
    /// Has what runs of a job ended by its stop policy, but for what runs however it ends. The reason is stored first:
    /// no crash forgets it.
    /// </summary>
    private void StopRunning(ActiveJob job)
    {
        foreach (
            var attempt in job.Live.Where(attempt =>
                attempt is { HoldsRoom: true, Stop: StopReason.None, Group.IsFinally: false }
            )
        )
        {
            attempt.Stop = StopReason.Cancelled;
            scheduler.Changes.Attempts.Add(attempt);
            scheduler.Changes.Effects.Add(new Effect(EffectKind.Stop, attempt));
        }
    }

    /// <summary>Asks the node to take a successor back.</summary>
    public void Withdraw(Attempt attempt)
    {
        if (!attempt.IsWithdrawing)
        {
            attempt.IsWithdrawing = true;
            scheduler.Changes.Effects.Add(new Effect(EffectKind.Withdraw, attempt));
        }
    }

    /// <summary>Ends the job when all its tasks have outcomes and nothing of it runs.</summary>
    public void EndIfDone(ActiveJob job)
    {
        if (job.Ended is not null || job.Live.Count > 0 || !job.IsDone)
        {
            return;
        }

        job.State = JobTally.OutcomeOf(job, job.Counts);
        job.Ended = scheduler.Now;
        scheduler.Changes.Jobs.Add(job);
        scheduler.Jobs.Remove(job.Id);
    }

    /// <summary>All others have ended: what runs however the job ends may start.</summary>
    private void Finish(ActiveJob job)
    {
        if (job.Last.Length > 0 && job is { IsFinishing: false, Ended: null } && job.Tally.IsDone)
        {
            job.IsFinishing = true;
            Open(job, job.Last.Where(group => group.UnmetNeeds == 0));
            scheduler.LineUp(job);
        }
    }

    private void Open(ActiveJob job, IEnumerable<TaskGroup> groups)
    {
        foreach (var group in groups.ToArray())
        {
            if (Resolve(job, group))
            {
                GroupEnded(job, group);
            }
        }
    }

    /// <summary>Opens tasks that were added to an entry, where nothing that it needs is open.</summary>
    public void Added(ActiveJob job, TaskGroup group)
    {
        if (group.UnmetNeeds == 0)
        {
            _ = Resolve(job, group);
        }
    }

    /// <summary>Takes no more tasks: what only waited for more has ended.</summary>
    public void Seal(ActiveJob job)
    {
        if (!job.Spec.IsOpen || job.Ended is not null)
        {
            return;
        }

        var open = job.Groups.Where(group => group.IsOpen).ToArray();
        job.Seal();
        scheduler.Changes.Jobs.Add(job);
        scheduler.Changes.Specs.Add(job);

        // Found before any end is passed on: that may end others, which are passed on with it.
        foreach (var group in open.Where(group => group.IsEnded).ToArray())
        {
            GroupEnded(job, group);
        }

        Finish(job);
        EndIfDone(job);
    }

    private void GroupEnded(ActiveJob job, TaskGroup ended)
    {
        // A stack, not recursion: chains of needs may be 100,000 long.
        var stack = new Stack<TaskGroup>([ended]);
        while (stack.TryPop(out var group))
        {
            foreach (var ordinal in job.Dependents.Of(group.Ordinal))
            {
                var dependent = job.Groups[ordinal];
                if (--dependent.UnmetNeeds == 0 && Resolve(job, dependent))
                {
                    stack.Push(dependent);
                }
            }
        }
    }

    /// <summary>
    /// Opens or skips a group whose needs have all ended. True when that ended the group: one that had ended before was
    /// not counted as open, so only a fresh end is passed on.
    /// </summary>
    private bool Resolve(ActiveJob job, TaskGroup group)
    {
        var hadEnded = group.IsEnded;
        var isMet = job.Spec.Tasks[group.Ordinal].Needs.All(need => job.Groups[need.Task].Meets(need));
        Release(job, group, isMet);
        if (group.Untouched == 0)
        {
            return !hadEnded && group.IsEnded;
        }

        if (group.Rest == TaskState.Blocked)
        {
            SetRest(job, group, isMet ? TaskState.Ready : TaskState.Skipped);
        }

        if (group.Rest == TaskState.Ready)
        {
            var readyQueue = scheduler.ReadyQueueOf(job, group.Ordinal, 1);
            readyQueue.Add(group, scheduler.Now);
            scheduler.LineUp(readyQueue);
        }

        return !hadEnded && group.IsEnded;
    }

    /// <summary>What it needs is run again: its tasks that nobody touched wait for that once more.</summary>
    private void Close(ActiveJob job, TaskGroup group)
    {
        SetRest(job, group, TaskState.Blocked);
        var readyQueue = scheduler.ReadyQueueOf(job, group.Ordinal, 1);
        readyQueue.Remove(group);
        if (!readyQueue.WantsRoom)
        {
            scheduler.StepOut(readyQueue);
        }
    }

    /// <summary>Frees tasks of a rerun that waited for the group's needs to end once more.</summary>
    private void Release(ActiveJob job, TaskGroup group, bool isMet)
    {
        if (group.Counts[(int)TaskState.Blocked] == (group.Rest == TaskState.Blocked ? group.Untouched : 0))
        {
            return;
        }

        var blocked = job
            .Aside.Values.Where(task => task.Group == group.Ordinal && task.State == TaskState.Blocked)
            .ToArray();
        foreach (var task in blocked)
        {
            job.Aside.Remove((task.Group, task.Index));
            Conclude(job, task, TaskState.Blocked, isMet ? TaskState.Ready : TaskState.Skipped);
            if (isMet)
            {
                _ = scheduler.Return(job, task with { State = TaskState.Ready }, first: false);
            }
        }
    }

    /// <summary>Forgets that tasks are held which wait no more.</summary>
    public void Unhold(ActiveJob job, TaskGroup group, OrdinalRanges tasks)
    {
        if (!group.Held.And(tasks).IsEmpty)
        {
            group.Held = group.Held.Without(tasks);
            scheduler.Touch(job, group);
        }
    }

    private void SetRest(ActiveJob job, TaskGroup group, TaskState state)
    {
        job.Move(group, group.Rest, state, group.Untouched);
        group.Rest = state;
        scheduler.Touch(job, group);
        if (state.IsTerminal())
        {
            Unhold(job, group, OrdinalRanges.From(group.Next, group.Total - 1));
        }
    }

    private void Conclude(ActiveJob job, PendingTask task, TaskState from, TaskState to)
    {
        var group = job.Groups[task.Group];
        job.Move(group, from, to);
        scheduler.Touch(job, group);
        if (to.IsTerminal())
        {
            Unhold(job, group, OrdinalRanges.From(task.Index, task.Index));
        }

        scheduler.Changes.Tasks.Add(
            new TaskChange(new TaskKey(job.Id, task.Group, task.Index), to, task.Tries, Instant.Never)
        );
    }
}
