using Rota.Linux.Calls;
using Rota.Linux.Processes;

namespace Rota.Sim.Systems.Machine;

/// <summary>A process of a simulated machine.</summary>
/// <param name="pid">Its id; once it is gone, another may get it.</param>
/// <param name="role">What it is, for the trace and for faults.</param>
internal sealed class SimProcess(int pid, string role)
{
    public int Pid { get; } = pid;

    public string Role { get; } = role;

    /// <summary>The number of its machine: 1 is that of the home.</summary>
    public int Machine { get; init; } = 1;

    /// <summary>The ids of its machine and of it in one number.</summary>
    public long Identity => ((long)(Machine - 1) << 32) + Pid;

    /// <summary>What people call it: those of other machines by their machine too.</summary>
    public string Name => Machine == 1 ? $"{Role} {Pid}" : $"{Role} {Pid}@{Machine}";

    /// <summary>Whether it is the process of a task, or one that such a one started.</summary>
    public bool IsOfTask => Role is "task" or "child";

    public int Parent { get; set; }

    /// <summary>Who started it.</summary>
    public int StartedBy { get; init; }

    public int Session { get; init; }

    public long StartTicks { get; init; }

    /// <summary>The file that its standard output goes to.</summary>
    public string? Output { get; init; }

    /// <summary>The mark in its environment.</summary>
    public string? Mark { get; init; }

    /// <summary>The job in its environment, or 0.</summary>
    public long Job { get; init; }

    public int? ExitCode { get; private set; }

    public int? Signal { get; private set; }

    /// <summary>Ended; a zombie until its parent lets it go.</summary>
    public bool IsOver { get; private set; }

    public bool IsStopped { get; set; }

    /// <summary>When it went on after it was stopped last; 0 if it never was.</summary>
    public long ContinuedAt { get; set; }

    /// <summary>In the middle of something: nothing else can happen in it meanwhile.</summary>
    public bool IsBusy { get; set; }

    public bool IsAlive => !IsOver;

    /// <summary>What is due in it as soon as it can go on.</summary>
    public Queue<Happening> Deferred { get; } = new();

    /// <summary>What the world does once it has ended and nothing of it is on the stack any more.</summary>
    public Action? Ended { get; set; }

    public ProcessEntry Entry => new(Pid, Parent, Session, StartTicks, 0, IsOver, IsStopped, Session);

    public ChildExit Exit =>
        new()
        {
            Pid = Pid,
            Code = ExitCode is null ? 2 : 1,
            Status = ExitCode ?? Signal ?? 0,
        };

    public void End(int? exitCode, int? signal)
    {
        (IsOver, ExitCode, Signal) = (true, exitCode, signal);
        Deferred.Clear();
        Bury();
    }

    /// <summary>Has its end taken notice of, once.</summary>
    public void Bury()
    {
        if (IsOver && !IsBusy && Ended is { } ended)
        {
            Ended = null;
            ended();
        }
    }
}

/// <summary>Unwinds what a simulated process was doing when it was killed.</summary>
internal sealed class ProcessDied(SimProcess process) : Exception($"{process.Role} {process.Pid} was killed")
{
    public SimProcess Process { get; } = process;
}
