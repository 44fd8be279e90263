using Rota.Node.Keeper;
using Rota.Node.Protocol;

namespace Rota.Sim.Systems.Machine;

/// <summary>The processes of the simulated machine: who is whose child, who ends and how, who is told.</summary>
internal sealed class SimProcesses(World world)
{
    private const int Init = 1;

    /// <summary>So few that numbers come again soon.</summary>
    private const int PidMax = 150;
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

            if (process.IsOfTask && signal != Native.SigKill)
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

    /// <summary>Orphans go to the next keeper or anchor above, and to init when there is none.</summary>
    private void HandOver(SimProcess child, SimProcess dead)
    {
        var above = byPid.GetValueOrDefault(dead.Parent);
        while (above is not null && !(above is { IsAlive: true, Role: "keeper" or "anchor" }))
        {
            above = byPid.GetValueOrDefault(above.Parent);
        }

        child.Parent = above?.Pid ?? Init;
        if (child.IsOver)
        {
            Tell(child);
        }
    }

    private void Tell(SimProcess process)
    {
        if (byPid.TryGetValue(process.Parent, out var parent) && parent is { IsAlive: true, IsOfTask: false })
        {
            ChildEnded?.Invoke(parent, process);
        }
        else
        {
            byPid.Remove(process.Pid);
        }
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
        var pid = FreePid();
        return byPid[pid] = new SimProcess(pid, role)
        {
            Parent = parent,
            StartedBy = parent,
            Session = session ?? pid,
            StartTicks = (world.Monotonic + world.Slept) / 10_000,
            Mark = mark,
            Output = output,
            Job = job,
        };
    }

    /// <summary>The next number in turn that names no process and no session.</summary>
    private int FreePid()
    {
        do
        {
            lastPid = lastPid >= PidMax ? Init + 1 : lastPid + 1;
        } while (byPid.ContainsKey(lastPid) || byPid.Values.Any(process => process.Session == lastPid));

        return lastPid;
    }
}
