using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Processes;

namespace Rota.Sim.Systems.Machine;

/// <summary>The processes of the simulated machine: how they come to be, and how they end.</summary>
internal sealed class SimProcesses
{
    private readonly World world;
    private readonly (MachineClock Clock, int Number) machine;
    private readonly PidTable table = new();
    private readonly Parentage parentage;

    /// <param name="world">Its time and its trace.</param>
    /// <param name="clock">The clocks of the machine.</param>
    /// <param name="number">Its number.</param>
    /// <param name="childEnded">Tells a parent that a child has ended: parent, child.</param>
    public SimProcesses(World world, MachineClock clock, int number, Action<SimProcess, SimProcess> childEnded) =>
        (this.world, machine, parentage) = (world, (clock, number), new Parentage(table, childEnded));

    public IReadOnlyCollection<SimProcess> All => table.All;

    /// <summary>What tasks do once they run.</summary>
    public required ITaskLife Tasks { get; init; }

    /// <summary>The process of a task has ended.</summary>
    public Action<SimProcess>? TaskEnded { get; set; }

    public SimProcess? Find(int pid) => table.Find(pid);

    /// <summary>Starts a process of Rota's own, in a session of its own.</summary>
    public SimProcess Start(string role, int parent)
    {
        var process = Add(role, parent, mark: null);
        world.Trace.Note(process, "starts", ("parent", parent));
        return process;
    }

    /// <summary>Starts the process of an attempt.</summary>
    public int Spawn(SimProcess keeper, LaunchOrder order, string output, out int pid)
    {
        pid = 0;
        if (Tasks.FailsToStart(order) is > 0 and var error)
        {
            return error;
        }

        var process = Add("task", keeper.Pid, order.Variable(ProcessTable.Marker), output: output, job: order.Job);
        pid = process.Pid;
        world.Trace.Note(keeper, "spawns", ("attempt", order.Attempt), ("as", pid));
        Tasks.Begin(process, order);
        return 0;
    }

    /// <summary>A task starts a process of its own.</summary>
    /// <param name="parent">The task.</param>
    /// <param name="leavesSession">Whether it leads a session of its own.</param>
    /// <param name="keepsMark">Whether it keeps its environment.</param>
    public SimProcess Fork(SimProcess parent, bool leavesSession, bool keepsMark)
    {
        var process = Add(
            "child",
            parent.Pid,
            keepsMark ? parent.Mark : null,
            leavesSession ? null : parent.Session,
            parent.Output,
            parent.Job
        );
        world.Trace.Note(parent, "forks", ("as", process.Pid));
        return process;
    }

    /// <summary>Ends a process; what it was doing is unwound.</summary>
    public void End(SimProcess process, int? exitCode, int? signal)
    {
        if (process.IsOver)
        {
            return;
        }

        world.Trace.Note(process, signal is null ? "exits" : "is killed", ("by", exitCode ?? signal ?? 0));
        process.End(exitCode, signal);
        parentage.HandOver(process);
        if (process.Role == "task")
        {
            TaskEnded?.Invoke(process);
        }

        parentage.Tell(process);
    }

    public void Kill(int pid, int signal)
    {
        var meant = table.All.Where(process => pid > 0 ? process.Pid == pid : process.Session == -pid).ToArray();
        foreach (var process in meant)
        {
            if (signal == Native.SigKill || !process.IsOfTask)
            {
                End(process, null, signal);
            }
            else if (process.IsAlive)
            {
                Tasks.Signal(process, signal);
            }
        }
    }

    public void Reap(int pid)
    {
        if (table.Find(pid) is { IsOver: true })
        {
            table.Remove(pid);
        }
    }

    /// <summary>The machine loses its power: nothing is left, and nobody is told.</summary>
    public void Clear()
    {
        foreach (var process in table.All.Where(process => process.IsAlive).ToArray())
        {
            process.End(null, Native.SigKill);
        }

        table.Clear();
    }

    private SimProcess Add(
        string role,
        int parent,
        string? mark,
        int? session = null,
        string? output = null,
        long job = 0
    )
    {
        var pid = table.Next();
        var process = new SimProcess(pid, role)
        {
            Machine = machine.Number,
            Parent = parent,
            StartedBy = parent,
            Session = session ?? pid,
            StartTicks = machine.Clock.SinceBoot / 10_000,
            Mark = mark,
            Output = output,
            Job = job,
        };
        return table.Add(process);
    }
}
