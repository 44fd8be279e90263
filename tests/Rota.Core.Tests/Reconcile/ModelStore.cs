using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>The store's rows as dictionaries: what a turn's changes say, played onto them in the order of the real one.</summary>
internal sealed class ModelStore
{
    private readonly HashSet<(TaskKey, int)> numbers = [];
    private readonly Dictionary<JobId, Instant> started = [];

    public SortedDictionary<JobId, JobRow> Jobs { get; } = [];

    public Dictionary<(JobId Job, int Group), GroupRow> Groups { get; } = [];

    public Dictionary<TaskKey, TaskChange> Tasks { get; } = [];

    public Dictionary<AttemptId, (JobId Job, StoredAttempt Row)> Live { get; } = [];

    public List<EndedAttempt> History { get; } = [];

    /// <summary>How jobs ended that others wait for.</summary>
    public Dictionary<(JobId Needed, JobId Job), JobState?> Outcomes { get; } = [];

    /// <summary>Word of such ends, for whoever holds the job that waits.</summary>
    public List<JobCommand.Settle> Inbox { get; } = [];

    public long NextAttempt { get; set; } = 1;

    public JobId Submit(JobSpec spec)
    {
        var id = new JobId(Jobs.Count + 1);
        var counts = new long[States.Count];
        for (var group = 0; group < spec.Tasks.Length; group++)
        {
            var rest = spec.Tasks[group] is { Needs.IsEmpty: true, IsFinally: false } ? TaskState.Ready : TaskState.Blocked;
            var own = new long[States.Count];
            own[(int)rest] = spec.Tasks[group].Expansion.Count;
            counts[(int)rest] += own[(int)rest];
            Groups[(id, group)] = new GroupRow(0, rest, own, OrdinalRanges.None);
        }

        foreach (var need in spec.After)
        {
            Outcomes[(need.Job, id)] = Jobs[need.Job] is { Ended: not null } ended ? ended.State : null;
        }

        Jobs[id] = new JobRow(spec, JobState.Queued, false, false, false, false, spec.Priority, null, null, 0, counts);
        return id;
    }

    public (ActiveJob Job, PendingTask[] Pending, StoredAttempt[] Live) Load(JobId id)
    {
        var row = Jobs[id];
        var job = new ActiveJob(id, row.Spec)
        {
            State = row.State, IsPaused = row.IsPaused, IsStopped = row.IsStopped, IsCancelled = row.IsCancelled,
            IsAbandoned = row.IsAbandoned, NotBefore = row.Spec.NotBefore?.At,
            Awaited = [.. row.Spec.After.Select(need => new AwaitedJob(need, Outcomes[(need.Job, id)]))],
            NextStart = row.NextStart, Priority = row.Priority, Started = row.Started, Ended = row.Ended, Attempts = row.Attempts,
        };
        row.Counts.CopyTo(job.Counts, 0);
        foreach (var group in job.Groups)
        {
            var stored = Groups[(id, group.Ordinal)];
            (group.Next, group.Rest, group.Held) = (stored.Next, stored.Rest, stored.Held);
            stored.Counts.CopyTo(group.Counts, 0);
        }

        var pending = Tasks.Values.Where(task => task.Task.Job == id && !task.State!.Value.IsTerminal())
            .OrderBy(task => task.Task.Group).ThenBy(task => task.Task.Index)
            .Select(task => new PendingTask(task.Task.Group, task.Task.Index, task.State!.Value, task.Tries, task.NotBefore));
        var live = Live.Values.Where(entry => entry.Job == id).Select(entry => entry.Row).OrderBy(entry => entry.Id.Value);
        return (job, [.. pending], [.. live]);
    }

    public EndedTask[] EndedTasks(JobId id) =>
    [
        .. Tasks.Values.Where(task => task.Task.Job == id && task.State!.Value.IsTerminal())
            .Select(task => new EndedTask(task.Task.Group, task.Task.Index, task.State!.Value, task.Tries.Attempts)),
    ];

    public void Commit(TurnChanges changes)
    {
        foreach (var attempt in changes.Withdrawn.Concat(changes.Ended.Select(ended => ended.Attempt)))
        {
            Assert.Equal(attempt.IsStored, Live.Remove(attempt.Id));
        }

        foreach (var ended in changes.Ended)
        {
            Assert.True(numbers.Add((ended.Attempt.Task, ended.Attempt.Number)), $"number {ended.Attempt.Number} is used twice");
            History.Add(ended);
        }

        foreach (var change in changes.Tasks)
        {
            Put(change);
        }

        foreach (var (job, at) in changes.Attempts.Where(attempt => !attempt.IsStored).Select(attempt => (attempt.Job, attempt.Intended)))
        {
            Assert.True(!started.TryGetValue(job.Id, out var last) || job.Spec.Spacing is not { } spacing
                || at >= last + spacing || at < last,
                $"job {job.Id} started tasks at {last} and {at}");
            started[job.Id] = at;
        }

        foreach (var attempt in changes.Attempts)
        {
            Assert.Equal(attempt.IsStored, Live.ContainsKey(attempt.Id));
            // What it takes is written once.
            var booking = attempt.IsStored ? Live[attempt.Id].Row.Booking : attempt.Shape.Booking;
            Live[attempt.Id] = (attempt.Job.Id, Row(attempt, booking));
            attempt.IsStored = true;
        }

        foreach (var (job, group) in changes.Groups)
        {
            var before = Groups[(job.Id, group.Ordinal)].Rest;
            Assert.True(group.Rest is TaskState.Blocked or TaskState.Ready or TaskState.Skipped or TaskState.Cancelled,
                $"untouched tasks went from {before} to {group.Rest}");
            Groups[(job.Id, group.Ordinal)] = new GroupRow(group.Next, group.Rest, [.. group.Counts], group.Held);
        }

        foreach (var job in changes.Jobs)
        {
            Jobs[job.Id] = new JobRow(changes.Specs.Contains(job) ? job.Spec : Jobs[job.Id].Spec, job.State, job.IsPaused, job.IsStopped, job.IsCancelled,
                job.IsAbandoned, job.Priority, job.Started, job.Ended, job.Attempts, [.. job.Counts]) { NextStart = job.NextStart };
            foreach (var (needed, waiting) in Outcomes.Keys.Where(pair => job.Ended is not null && pair.Needed == job.Id).ToArray())
            {
                Outcomes[(needed, waiting)] = job.State;
                Inbox.Add(new JobCommand.Settle { Job = waiting, Needed = needed, Outcome = job.State });
            }
        }
    }

    private void Put(TaskChange change)
    {
        if (change.State is null)
        {
            Assert.True(Tasks.Remove(change.Task), $"{change.Task} had no row to remove");
            return;
        }

        // Only a rerun gives up an outcome, and it says so by "blocked" first.
        Assert.True(!Tasks.TryGetValue(change.Task, out var before) || !before.State!.Value.IsTerminal()
            || change.State == TaskState.Blocked, $"{change.Task} had an outcome and became {change.State}");
        Tasks[change.Task] = change;
    }

    private static StoredAttempt Row(Attempt attempt, string booking) => new()
    {
        Id = attempt.Id, Group = attempt.Group.Ordinal, Index = attempt.Index, Before = attempt.Before, Fence = attempt.Fence,
        Node = attempt.Node, Booking = booking,
        State = attempt.State, HoldsRoom = attempt.HoldsRoom, Gpus = attempt.Gpus, Cpus = attempt.Cpus, Intended = attempt.Intended,
        Started = attempt.Started, Pid = attempt.Pid, Stop = attempt.Stop,
    };
}

internal sealed record JobRow(
    JobSpec Spec, JobState State, bool IsPaused, bool IsStopped, bool IsCancelled,
    bool IsAbandoned, int Priority, Instant? Started,
    Instant? Ended, long Attempts, long[] Counts)
{
    public Instant? NextStart { get; init; }
}

internal sealed record GroupRow(int Next, TaskState Rest, long[] Counts, OrdinalRanges Held);
