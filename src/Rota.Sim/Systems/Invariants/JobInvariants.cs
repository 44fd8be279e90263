using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// <c>retry: never</c> starts at most once, and no task is tried more often than its rule and the lost allow.
/// </summary>
internal sealed class TriesAreBounded : WorldInvariant
{
    public override string Name => "anytime_tries_are_bounded";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (!Book.Jobs.TryGetValue(run.Job, out var job))
        {
            return;
        }

        var retry = job.Policies[job.Tasks.First(task => task.Id == run.Entry).Policy].Retry;
        var most = retry.MaxAttempts + (retry.OnLost ? Verdict.LostRetriesMax : 0);
        if (run.Number > most)
        {
            Broken($"attempt {run.Number} of task {run.Task} was started, and {most} are allowed");
        }
    }
}

/// <summary>No task starts before all that it needs has succeeded; no more of an entry live than it lets.</summary>
internal sealed class EntriesKeepTheirRules : WorldInvariant
{
    private readonly HashSet<TaskKey> succeeded = [];
    private readonly Dictionary<(long, string), List<SimProcess>> live = [];

    public override string Name => "anytime_entries_keep_their_rules";

    public override void Committed(Membership place, TurnChanges changes) =>
        succeeded.UnionWith(
            changes.Tasks.Where(change => change.State == TaskState.Succeeded).Select(change => change.Task)
        );

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (!Book.Jobs.TryGetValue(run.Job, out var job))
        {
            return;
        }

        var entry = job.Tasks.First(task => task.Id == run.Entry);
        foreach (var need in entry.Needs.Where(need => need.Condition == NeedCondition.Succeeded))
        {
            var there = succeeded.Count(task => task.Job.Value == run.Job && task.Group == need.Task);
            if (there < job.Tasks[need.Task].Expansion.Count)
            {
                Broken($"task {run.Task} started when {there} of {job.Tasks[need.Task].Id} had succeeded");
            }
        }

        if (entry.MaxParallel is { } most && Book.Counts(process))
        {
            if (!live.TryGetValue((run.Job, run.Entry), out var processes))
            {
                live[(run.Job, run.Entry)] = processes = [];
            }

            processes.RemoveAll(other => !Book.Counts(other));
            processes.Add(process);
            if (processes.Count > most)
            {
                Broken($"{processes.Count} processes of entry {run.Entry} of job {run.Job} live, and {most} may");
            }
        }
    }
}
