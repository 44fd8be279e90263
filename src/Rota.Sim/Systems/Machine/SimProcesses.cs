using Rota.Node.Keeper;
using Rota.Node.Protocol;

namespace Rota.Sim.Systems.Machine;

/// <summary>The processes of the simulated machine: who is whose child, who ends and how, who is told.</summary>
internal sealed class SimProcesses(World world)
{
    private const int Init = 1;
    private readonly Dictionary<int, SimProcess> byPid = [];
    private int lastPid = Init;

    public IReadOnlyCollection<SimProcess> All => byPid.Values;

    /// <summary>What tasks do once they run.</summary>
    public required ITaskLife Tasks { get; init; }

    /// <summary>The process of a task has ended.</summary>
    public Action<SimProcess>? TaskEnded { get; set; }

    /// <summary>Tells a parent that a child has ended: parent, child.</summary>
    public Action<SimProcess, SimProcess>? ChildEnded { get; set; }

    public SimProcess? Find(int pid) => byPid.GetValueOrDefault(pid);

    /// <summary>Starts a process of Rota's own, in a session of its own.</summary>
    public SimProcess Start(string role, int parent)
    {
        var process = Add(role, parent, mark: null);
        world.Trace.Note(process, "starts", ("parent", parent));
        return process;
    }

    /// <summary>Starts the process of an attempt.</summary>
    public int Spawn(SimProcess keeper, LaunchOrder order, out int pid)
    {
        pid = 0;
        if (Tasks.FailsToStart(order) is > 0 and var error)
        {
            return error;
        }

        var process = Add("task", keeper.Pid, order.Variable(ProcessTable.Marker), order.Job);
        pid = process.Pid;
        world.Trace.Note(keeper, "spawns", ("attempt", order.Attempt), ("as", pid));
        Tasks.Begin(process, order);
        return 0;
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
        foreach (var child in byPid.Values.Where(child => child.Parent == process.Pid).ToArray())
        {
            HandOver(child, process);
        }

        if (process.Role == "task")
        {
            TaskEnded?.Invoke(process);
        }

        Tell(process);
    }

    public void Kill(int pid, int signal)
    {
        foreach (
            var process in byPid
                .Values.Where(process => pid > 0 ? process.Pid == pid : process.Session == -pid)
                .ToArray()
        )
        {
            if (process.IsOver)
            {
                continue;
            }

            if (process.Role == "task" && signal != Native.SigKill)
            {
                Tasks.Signal(process, signal);
            }
            else
            {
                End(process, null, signal);
            }
        }
    }

    public void Reap(int pid)
    {
        if (byPid.TryGetValue(pid, out var process) && process.IsOver)
        {
            byPid.Remove(pid);
        }
    }

    /// <summary>The machine loses its power: nothing is left, and nobody is told.</summary>
    public void Clear()
    {
        foreach (var process in byPid.Values.Where(process => process.IsAlive).ToArray())
        {
            process.End(null, Native.SigKill);
        }

        byPid.Clear();
        lastPid = Init;
    }

    /// <summary>Orphans go to the anchor when their keeper dies, and to init when there is none.</summary>
    private void HandOver(SimProcess child, SimProcess dead)
    {
        child.Parent =
            dead.Role == "keeper" && byPid.TryGetValue(dead.Parent, out var anchor) && anchor.IsAlive
                ? anchor.Pid
                : Init;
        if (child.IsOver)
        {
            Tell(child);
        }
    }

    private void Tell(SimProcess process)
    {
        if (byPid.TryGetValue(process.Parent, out var parent) && parent.IsAlive)
        {
            ChildEnded?.Invoke(parent, process);
        }
        else
        {
            byPid.Remove(process.Pid);
        }
    }

    private SimProcess Add(string role, int parent, string? mark, long job = 0)
    {
        var pid = ++lastPid;
        return byPid[pid] = new SimProcess(pid, role)
        {
            Parent = parent,
            Session = pid,
            StartTicks = (world.Monotonic + world.Slept) / 10_000,
            Mark = mark,
            Job = job,
        };
    }
}
