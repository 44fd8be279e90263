using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>On one node, no two processes of a task live at a time, and no attempt starts twice.</summary>
internal sealed class OneLiveAttempt : WorldInvariant
{
    private readonly HashSet<(long, string, int, int)> started = [];
    private readonly Dictionary<(long, string, int), SimProcess> live = [];

    public override string Name => "anytime_one_live_attempt";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (!started.Add((run.Job, run.Entry, run.Index, run.Number)))
        {
            Broken($"task {run.Task} was started twice as attempt {run.Number}");
        }

        if (live.TryGetValue(run.Task, out var other) && other.IsAlive)
        {
            Broken($"task {run.Task} runs twice, as {other.Pid} and {process.Pid}");
        }

        live[run.Task] = process;
    }
}

/// <summary>Before a process is started, its intent is committed.</summary>
internal sealed class IntentBeforeStart : WorldInvariant
{
    private readonly HashSet<long> committed = [];

    public override string Name => "anytime_intent_before_start";

    public override void Committed(Membership place, TurnChanges changes) =>
        committed.UnionWith(changes.Attempts.Select(attempt => attempt.Id.Value));

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (!committed.Contains(run.Attempt))
        {
            Broken($"attempt {run.Attempt} started before it was committed");
        }
    }
}

/// <summary>A later attempt of a task has a fence that is no lower.</summary>
internal sealed class FencesGrow : WorldInvariant
{
    private readonly Dictionary<(long, string, int), (int Number, long Fence)> last = [];

    public override string Name => "anytime_fences_grow";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (last.TryGetValue(run.Task, out var before) && (run.Fence < before.Fence || run.Number <= before.Number))
        {
            Broken($"task {run.Task}: attempt {run.Number} with fence {run.Fence} came after {before}");
        }

        last[run.Task] = (run.Number, run.Fence);
    }
}

/// <summary>No more processes live than the node has slots.</summary>
internal sealed class CapacityIsKept : WorldInvariant
{
    public override string Name => "anytime_capacity_is_kept";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        var live = Book.Node.Processes.All.Count(other => other is { Role: "task", IsAlive: true });
        if (live > Book.Node.Capacity.Slots)
        {
            Broken($"{live} processes live on {Book.Node.Capacity.Slots} slots");
        }
    }
}

/// <summary>The running tasks of a job have numbers of their own, none above what may run.</summary>
internal sealed class SlotsAreOnesOwn : WorldInvariant
{
    private readonly Dictionary<(long Job, int Slot), SimProcess> holders = [];

    public override string Name => "anytime_a_slot_is_ones_own";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (holders.TryGetValue((run.Job, run.Slot), out var other) && other.IsAlive)
        {
            Broken($"attempt {run.Attempt} has slot {run.Slot} of job {run.Job}, and so has process {other.Pid}");
        }

        holders[(run.Job, run.Slot)] = process;

        // What an earlier keeper left in its end may have passed its place on, and keeps its number: as many again.
        if (run.Slot < 1 || run.Slot > 2 * Book.Node.Capacity.Slots)
        {
            Broken($"attempt {run.Attempt} has slot {run.Slot}, and {Book.Node.Capacity.Slots} may run");
        }
    }
}
