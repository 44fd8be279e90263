using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// No two processes of a task live at a time on any machines, and no attempt starts twice. Who takes a machine out, or
/// has a job say so of machines that are cut off, says that a second run does no harm.
/// </summary>
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

        if (!Book.Counts(process))
        {
            return;
        }

        if (live.TryGetValue(run.Task, out var other) && Book.Counts(other))
        {
            Broken($"task {run.Task} runs twice, as {other.Name} and {process.Name}");
        }

        live[run.Task] = process;
    }
}

/// <summary>Before a process is started, its intent is committed, for the machine that it starts on.</summary>
internal sealed class IntentBeforeStart : WorldInvariant
{
    private readonly Dictionary<long, NodeId> committed = [];

    public override string Name => "anytime_intent_before_start";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts)
        {
            committed.TryAdd(attempt.Id.Value, attempt.Node);
        }
    }

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (!committed.TryGetValue(run.Attempt, out var node))
        {
            Broken($"attempt {run.Attempt} started before it was committed");
        }
        else if (Book.Cell.Of(node) != run.Node)
        {
            Broken($"attempt {run.Attempt} started as {process.Name}, and is one of node {node}");
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
        if (!Book.Counts(process))
        {
            return;
        }

        if (last.TryGetValue(run.Task, out var before) && (run.Fence < before.Fence || run.Number <= before.Number))
        {
            Broken($"task {run.Task}: attempt {run.Number} with fence {run.Fence} came after {before}");
        }

        last[run.Task] = (run.Number, run.Fence);
    }
}

/// <summary>No more processes live on a machine than it has slots.</summary>
internal sealed class CapacityIsKept : WorldInvariant
{
    public override string Name => "anytime_capacity_is_kept";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        var live = run.Node.Processes.All.Count(other => other is { Role: "task", IsAlive: true });
        if (live > run.Node.Capacity.Slots)
        {
            Broken($"{live} processes live on {run.Node.Capacity.Slots} slots, the last is {process.Name}");
        }
    }
}

/// <summary>
/// The tasks of a job that run on a machine have numbers of their own, none above what may run there.
/// </summary>
internal sealed class SlotsAreOnesOwn : WorldInvariant
{
    private readonly Dictionary<(SimNode Node, long Job, int Slot), SimProcess> holders = [];

    public override string Name => "anytime_a_slot_is_ones_own";

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (holders.TryGetValue((run.Node, run.Job, run.Slot), out var other) && other.IsAlive)
        {
            Broken($"attempt {run.Attempt} has slot {run.Slot} of job {run.Job}, and so has {other.Name}");
        }

        holders[(run.Node, run.Job, run.Slot)] = process;

        // What an earlier keeper left in its end may have passed its place on, and keeps its number: as many again.
        if (run.Slot < 1 || run.Slot > 2 * run.Node.Capacity.Slots)
        {
            Broken($"attempt {run.Attempt} has slot {run.Slot}, and {run.Node.Capacity.Slots} may run");
        }
    }
}
