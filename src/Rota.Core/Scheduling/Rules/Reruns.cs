using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Runs ended tasks of a job again.</summary>
internal sealed class Reruns(SchedulerState scheduler, Progress progress, StartGate gate)
{
    /// <summary>Gives up outcomes: those tasks, and all that was skipped because of them, get another chance.</summary>
    public void Apply(ActiveJob job, JobCommand.Rerun rerun)
    {
        var chosen = rerun.Chosen;
        // Whoever runs tasks of a job again that is over wants them to run: that it was paused before its end is past.
        job.IsPaused &= job.Ended is null && !job.IsCancelled;
        job.Ended = null;
        job.Reason = null;
        job.IsStopped = job.IsCancelled = job.IsAbandoned = false;
        job.State =
            job.IsPaused ? JobState.Paused
            : job.Started is null ? JobState.Queued
            : JobState.Running;
        scheduler.Jobs.TryAdd(job.Id, job);
        scheduler.Changes.Jobs.Add(job);
        gate.Close(job);
        scheduler.Adopted(job);

        GiveUp(job, rerun.Tasks);
        var named = chosen?.Select(task => task.Group).ToHashSet();
        foreach (var group in job.Groups.Where(group => group.Untouched > 0 && group.Rest.IsTerminal()))
        {
            if (named is not null && (named.Contains(group.Ordinal) || group.Rest != TaskState.Skipped))
            {
                // What was skipped for a need that runs again may run now; what was cancelled was not asked for.
                Touch(job, group, chosen!);
                continue;
            }

            Block(job, group);
        }

        if (!job.Tally.IsDone)
        {
            RunLastAgain(job, rerun);
        }

        progress.Begin(job);
        gate.Settle(job);
        scheduler.LineUp(job);
    }

    /// <summary>What runs however the job ends does so each time that it ends.</summary>
    private void RunLastAgain(ActiveJob job, JobCommand.Rerun rerun)
    {
        GiveUp(job, rerun.Last.Except(rerun.Tasks));
        foreach (var group in job.Last.Where(group => group.Untouched > 0 && group.Rest.IsTerminal()))
        {
            Block(job, group);
        }
    }

    private void GiveUp(ActiveJob job, IEnumerable<EndedTask> tasks)
    {
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

    private void Block(ActiveJob job, TaskGroup group)
    {
        job.Move(group, group.Rest, TaskState.Blocked, group.Untouched);
        group.Rest = TaskState.Blocked;
        scheduler.Touch(job, group);
    }
}
