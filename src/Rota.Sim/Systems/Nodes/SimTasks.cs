using System.Globalization;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// What the tasks do: how long they run and how they end is fixed by the seed, the task and the attempt, so that it
/// is the same whatever happens around them.
/// </summary>
internal sealed class SimTasks(World world) : ITaskLife
{
    private readonly Dictionary<SimProcess, TaskRun> runs = [];

    public required SimNode Node { get; init; }

    /// <summary>What the process of a task is a run of.</summary>
    public TaskRun? RunOf(SimProcess process) => runs.GetValueOrDefault(process);

    public int FailsToStart(LaunchOrder order) =>
        Node.StartsFail || world.Chance.Fixed("spawn", order.Attempt) % 60 == 0 ? Native.NoEntry : 0;

    public void Begin(SimProcess process, LaunchOrder order)
    {
        var run = TaskRun.Of(order, Node);
        runs[process] = run;
        var draw = world.Chance.Fixed("task", run.Job, run.Index, run.Number);
        var isLong = draw % 25 == 0 || (world.HasLongCuts && draw % 3 == 0);
        var length = isLong ? 40_000_000 : 1_000L << (int)(draw / 25 % 12);
        run.ExitCode = draw / 1000 % 8 == 0 ? 1 + (int)(draw / 10_000 % 3) : 0;
        if (draw / 100_000 % 6 == 0)
        {
            Fork(process, run, draw / 1_000_000);
        }

        run.Anchor = Node.Processes.Find(Node.Processes.Find(process.Parent)?.Parent ?? 0);
        Node.Witness.Spawned(process, run);
        world.After(
            length,
            null,
            "task ends",
            () =>
            {
                if (process.IsAlive)
                {
                    Node.Processes.End(process, run.ExitCode, null);
                }
            }
        );
    }

    /// <summary>It starts a process that may outlive it.</summary>
    private void Fork(SimProcess process, TaskRun run, ulong draw)
    {
        var child = Node.Processes.Fork(process, leavesSession: draw % 2 == 0, keepsMark: draw % 3 != 0);
        runs[child] = run;
        world.After(
            1_000L << (int)(draw / 6 % 15),
            null,
            "child ends",
            () =>
            {
                if (child.IsAlive)
                {
                    Node.Processes.End(child, 0, null);
                }
            }
        );
    }

    public void Signal(SimProcess process, int signal)
    {
        // Some tasks do not care about a polite signal.
        var run = runs[process];
        if (world.Chance.Fixed("polite", run.Job, run.Index, process.Role == "child" ? 1 : 0) % 4 != 0)
        {
            world.After(
                world.Chance.Between("signal", 100, 50_000),
                null,
                "task heeds",
                () => Node.Processes.End(process, null, signal)
            );
        }
    }
}

/// <summary>One process of a task, as the task itself knows it.</summary>
internal sealed class TaskRun
{
    /// <summary>The machine that it runs on.</summary>
    public required SimNode Node { get; init; }

    public required long Attempt { get; init; }

    public required long Job { get; init; }

    public required string Entry { get; init; }

    public required int Index { get; init; }

    public required int Number { get; init; }

    public required long Fence { get; init; }

    /// <summary>Its job slot, as its environment has it.</summary>
    public required int Slot { get; init; }

    public int ExitCode { get; set; }

    /// <summary>The anchor above its keeper when it started.</summary>
    public SimProcess? Anchor { get; set; }

    /// <summary>Job, entry and index: at any moment one process of it may live.</summary>
    public (long, string, int) Task => (Job, Entry, Index);

    public static TaskRun Of(LaunchOrder order, SimNode node) =>
        new()
        {
            Node = node,
            Attempt = order.Attempt,
            Job = order.Job,
            Entry = order.Variable("ROTA_TASK_ID"),
            Index = int.TryParse(order.Variable("ROTA_TASK_INDEX"), CultureInfo.InvariantCulture, out var index)
                ? index
                : 0,
            Number = int.Parse(order.Variable("ROTA_ATTEMPT"), CultureInfo.InvariantCulture),
            Fence = long.Parse(order.Variable("ROTA_FENCE"), CultureInfo.InvariantCulture),
            Slot = int.Parse(order.Variable(SlotMark.Variable), CultureInfo.InvariantCulture),
        };
}
