using System.Diagnostics;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Linux.Processes;

namespace Rota.Node.Machine;

/// <summary>The system that this process runs on.</summary>
internal sealed class LinuxKernel : IKernel
{
    private const int BootTime = 7;
    private const int MonotonicTime = 1;
    private readonly Lazy<Spawner> spawner = new();
    private readonly Lazy<OwnedSpawner> owned = new();
    private readonly Lazy<OrphanList> orphans = new();
    private readonly Lazy<ProcessSettings> settings = new(OwnSettings.Current);
    private readonly long started = Read(BootTime);
    private readonly Instant origin = Instant.From(DateTimeOffset.UtcNow);

    public string BootId => ProcessTable.BootId;

    public int OwnPid => Environment.ProcessId;

    public int ParentPid => Native.ParentPid();

    public Instant Now => origin + TimeSpan.FromMicroseconds(BootMicros - started);

    public long BootMicros => Read(BootTime);

    public long Monotonic => Read(MonotonicTime);

    public IEnumerable<ProcessEntry> Processes() => ProcessTable.All();

    public ProcessEntry? Find(int pid) => ProcessTable.Find(pid);

    public string? MarkOf(int pid) => ProcessTable.MarkerOf(pid);

    public IReadOnlyList<int> Orphans() => orphans.Value.Read();

    public IEnumerable<string> OutputsOf(int pid) => ProcessTraces.OutputsOf(pid);

    public TaskSettings Settings(ProcessSettings? wanted) =>
        wanted is null
            ? TaskSettings.Usual(settings.Value)
            : TaskSettings.Of(wanted, settings.Value, TaskSettings.FindLimiter());

    public long? JobOf(int pid) =>
        long.TryParse(ProcessTraces.VariableOf(pid, ProcessTable.JobVariable), out var job) ? job : null;

    public long? UserOf(int pid) => FileRights.Of($"/proc/{pid}")?.Owner;

    public int SlotOf(int pid) =>
        int.TryParse(ProcessTraces.VariableOf(pid, SlotMark.Variable), out var slot) ? Math.Max(0, slot) : 0;

    public IDisk Disk => LinuxDisk.Instance;

    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid) =>
        order.Start.Owner is { } owner && (owner != Account.Me || owner == 0)
            ? owned.Value.Spawn(order, context, outputPath, errorPath, out pid)
            : spawner.Value.Spawn(order, context, outputPath, errorPath, out pid);

    public void Kill(int pid, int signal) => _ = Native.Kill(pid, signal);

    public void Signal(ProcessEntry process, int signal) =>
        ProcessHandle.Signal(process.Pid, process.StartTicks, signal);

    public void Reap(int pid) => NativeWait.WaitId(NativeWait.Pid, pid, out _, NativeWait.Exited);

    public void Sleep(TimeSpan time) => Thread.Sleep(time);

    private static unsafe long Read(int clock)
    {
        var time = stackalloc long[2];
        return Native.ClockGetTime(clock, time) == 0
            ? (time[0] * 1_000_000) + (time[1] / 1_000)
            : throw new UnreachableException("the system has no clock of its boot");
    }
}
