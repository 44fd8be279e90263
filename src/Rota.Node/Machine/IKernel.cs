using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Linux.Files;
using Rota.Linux.Processes;

namespace Rota.Node.Machine;

/// <summary>
/// What Rota asks of the operating system besides files: processes, and the time that passes. One instance is one
/// process's view of it. The simulator puts another in its place, and the same runners and keepers run on that.
/// </summary>
internal interface IKernel : IProcesses
{
    private const long MicrosPerTick = 10_000;

    /// <summary>The id of its parent.</summary>
    int ParentPid { get; }

    /// <summary>
    /// The time for records: the wall clock as it was when the process began, and on by what passed. A step of the wall
    /// clock while the process lives changes no duration.
    /// </summary>
    Instant Now { get; }

    /// <summary>Microseconds since boot, sleep included, the same in every process; nobody can set it.</summary>
    long BootMicros { get; }

    /// <summary>
    /// Microseconds of the clock that stands still while the machine sleeps: for graces and patience.
    /// </summary>
    long Monotonic { get; }

    /// <summary>
    /// Clock ticks since boot, in which /proc tells when a process started (USER_HZ, 100 on every port).
    /// </summary>
    long Ticks => BootMicros / MicrosPerTick;

    /// <summary>How long ago that many ticks since boot were.</summary>
    TimeSpan Since(long ticks) => TimeSpan.FromMicroseconds(Math.Max(0, BootMicros - (ticks * MicrosPerTick)));

    /// <summary>All processes that are there now.</summary>
    IEnumerable<ProcessEntry> Processes();

    /// <summary>The mark of an attempt in a process's environment, or null.</summary>
    string? MarkOf(int pid);

    /// <summary>
    /// Children of the asking process that it did not start: they came to it when their parents died. All of them, and
    /// maybe some that it did start.
    /// </summary>
    IReadOnlyList<int> Orphans();

    /// <summary>Paths that a process's standard output and error go to.</summary>
    IEnumerable<string> OutputsOf(int pid);

    /// <summary>How processes come to have what a submitter had; null where that was not captured.</summary>
    TaskSettings Settings(ProcessSettings? wanted);

    /// <summary>The job in a process's environment, or null.</summary>
    long? JobOf(int pid);

    /// <summary>The number of the user whose a process is; null where that is not known.</summary>
    long? UserOf(int pid) => null;

    /// <summary>The job slot in a process's environment, or 0.</summary>
    int SlotOf(int pid);

    /// <summary>Where journals are written.</summary>
    IDisk Disk { get; }

    /// <summary>Starts the process of an order.</summary>
    /// <returns>0 and the pid, or an error number.</returns>
    int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid);

    /// <summary>
    /// Sends a signal to a child that was not reaped yet, or to its group by its negative number: until it is reaped,
    /// the number can name nothing else.
    /// </summary>
    void Kill(int pid, int signal);

    /// <summary>Lets a child go that has ended.</summary>
    void Reap(int pid);

    /// <summary>Rests for a moment, for what gives no signal.</summary>
    void Sleep(TimeSpan time);
}
