using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Carries out what people ask of jobs.</summary>
internal sealed class JobCommands(SchedulerState scheduler, Progress progress, NodeReports reports, JobChanges changes)
{
    public void Apply(JobCommand command, ActiveJob job)
    {
        switch (command)
        {
            case JobCommand.Cancel:
                Cancel(job);
                break;
            case JobCommand.Pause:
                Pause(job);
                break;
            case JobCommand.Resume:
                Resume(job);
                break;
            case JobCommand.SetPriority { Priority: var priority }:
                SetPriority(job, priority);
                break;
            case JobCommand.SetParallel { Most: var most }:
                SetParallel(job, most);
                break;
            case JobCommand.SetTimeout { Timeout: var timeout, Entry: var entry }:
                SetTimeout(job, timeout, entry);
                break;
            case JobCommand.Rerun { Tasks: var tasks, Chosen: var chosen }:
                Rerun(job, tasks, chosen);
                break;
            case JobCommand.Hold or JobCommand.Release or JobCommand.Add or JobCommand.Seal:
                changes.Apply(command, job);
                break;
            default:
                throw new InvariantException($"unknown command {command.GetType().Name}");
        }
    }

    private void Cancel(ActiveJob job)
    {
        if (job.IsCancelled || job.Ended is not null)
        {
            return;
        }

        job.IsCancelled = true;
        job.Reason = "cancelled";
        foreach (var attempt in job.Live.Where(attempt => attempt.HoldsRoom && attempt.Stop == StopReason.None))
        {
            reports.Stop(attempt, StopReason.Cancelled);
        }

        progress.Stop(job, TaskState.Cancelled);
    }

    private void Pause(ActiveJob job)
    {
        if (job.IsPaused || job.Ended is not null)
        {
            return;
        }

        job.IsPaused = true;
        job.State = JobState.Paused;
        scheduler.Changes.Jobs.Add(job);
        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            scheduler.StepOut(readyQueue);
        }

        scheduler.WakeInsteadOf(job, job.ReadyQueues.Values.SelectMany(readyQueue => readyQueue.Returned).ToArray());
        foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom))
        {
            progress.Withdraw(attempt);
        }
    }

    private void Resume(ActiveJob job)
    {
        if (!job.IsPaused || job.Ended is not null)
        {
            return;
        }

        job.IsPaused = false;
        job.State = job.Started is null ? JobState.Queued : JobState.Running;
        scheduler.Changes.Jobs.Add(job);
        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            scheduler.LineUp(readyQueue);
        }
    }

    private void SetPriority(ActiveJob job, int priority)
    {
        // The line is sorted by priority: ready queues leave it before the key changes.
        var readyQueues = job.ReadyQueues.Values.Where(readyQueue => readyQueue.IsLinedUp).ToArray();
        foreach (var readyQueue in readyQueues)
        {
            scheduler.StepOut(readyQueue);
        }

        job.Priority = priority;
        scheduler.Changes.Jobs.Add(job);
        foreach (var readyQueue in readyQueues)
        {
            scheduler.LineUp(readyQueue);
        }
    }

    private void SetParallel(ActiveJob job, int? most)
    {
        job.Limit(most);
        scheduler.Changes.Jobs.Add(job);
        scheduler.Changes.Specs.Add(job);
        scheduler.MayStart = true;
        if (job.Parallel.IsOverdrawn)
        {
            // Who waits to take a place over would keep the job as wide as it is.
            foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom).ToArray())
            {
                progress.Withdraw(attempt);
            }
        }
    }

    /// <summary>What runs already is ended by the new limit as well: at once where it has run longer.</summary>
    private void SetTimeout(ActiveJob job, TimeSpan? timeout, string? entry)
    {
        changes.Edit(job, job.Spec.WithTimeout(timeout, entry));
        foreach (var attempt in job.Live)
        {
            reports.SetTimeout(attempt);
        }
    }

    /// <summary>Gives up outcomes: those tasks, and all that was skipped because of them, get another chance.</summary>
    private void Rerun(ActiveJob job, IReadOnlyList<EndedTask> tasks, IReadOnlySet<(int Group, int Index)>? chosen)
    {
        // Whoever runs tasks of a job again that is over wants them to run: that it was paused before its end is past.
        job.IsPaused &= job.Ended is null && !job.IsCancelled;
        job.Ended = null;
        job.Reason = null;
        job.IsStopped = job.IsCancelled = false;
        job.State =
            job.IsPaused ? JobState.Paused
            : job.Started is null ? JobState.Queued
            : JobState.Running;
        scheduler.Jobs.TryAdd(job.Id, job);
        scheduler.Changes.Jobs.Add(job);

        // The outcomes are those of the store, which does not know this turn: another rerun may have taken them.
        var changed = scheduler.Changes.Tasks.Select(change => change.Task).ToHashSet();
        foreach (var task in tasks.Where(task => !changed.Contains(new TaskKey(job.Id, task.Group, task.Index))))
        {
            var group = job.Groups[task.Group];
            job.Move(group, task.State, TaskState.Blocked);
            scheduler.Touch(job, group);
            var tries = Tries.None with { Attempts = task.Attempts };
            scheduler.Changes.Tasks.Add(
                new TaskChange(new TaskKey(job.Id, task.Group, task.Index), TaskState.Blocked, tries, Instant.Never)
            );
            job.Aside[(task.Group, task.Index)] = new PendingTask(
                task.Group,
                task.Index,
                TaskState.Blocked,
                tries,
                Instant.Never
            );
        }

        var named = chosen?.Select(task => task.Group).ToHashSet();
        foreach (var group in job.Groups.Where(group => group.Untouched > 0 && group.Rest.IsTerminal()))
        {
            if (named is not null && (named.Contains(group.Ordinal) || group.Rest != TaskState.Skipped))
            {
                // What was skipped for a need that runs again may run now; what was cancelled was not asked for.
                Touch(job, group, chosen!);
                continue;
            }

            job.Move(group, group.Rest, TaskState.Blocked, group.Untouched);
            group.Rest = TaskState.Blocked;
            scheduler.Touch(job, group);
        }

        progress.Begin(job);
    }

    /// <summary>
    /// Gives the chosen ones among the untouched tasks of a group records of their own, and those before them too: what
    /// is untouched is one range from the cursor on.
    /// </summary>
    private void Touch(ActiveJob job, TaskGroup group, IReadOnlySet<(int Group, int Index)> chosen)
    {
        var last = chosen
            .Where(task => task.Group == group.Ordinal && task.Index >= group.Next)
            .Select(task => task.Index)
            .DefaultIfEmpty(-1)
            .Max();
        for (; group.Next <= last; group.Next++)
        {
            var isChosen = chosen.Contains((group.Ordinal, group.Next));
            var state = isChosen ? TaskState.Blocked : group.Rest;
            scheduler.Changes.Tasks.Add(
                new TaskChange(new TaskKey(job.Id, group.Ordinal, group.Next), state, Tries.None, Instant.Never)
            );
            scheduler.Touch(job, group);
            if (isChosen)
            {
                job.Move(group, group.Rest, TaskState.Blocked);
                job.Aside[(group.Ordinal, group.Next)] = new PendingTask(
                    group.Ordinal,
                    group.Next,
                    TaskState.Blocked,
                    Tries.None,
                    Instant.Never
                );
            }
        }
    }
}
