using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Linux.Files;
using Rota.Linux.Processes;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>A system whose processes a test lists. What a settlement never asks for is refused.</summary>
internal sealed class ListedKernel : IKernel
{
    /// <summary>The processes, and the mark that each carries.</summary>
    public List<(ProcessEntry Process, string? Mark)> Listed { get; } = [];

    public string BootId => "boot";

    public int OwnPid => 11;

    public int ParentPid => 10;

    public Instant Now => new(BootMicros);

    public long BootMicros { get; private set; } = 100_000_000;

    public long Monotonic => BootMicros;

    public IDisk Disk => throw new NotSupportedException();

    public IEnumerable<ProcessEntry> Processes() => Listed.Select(one => one.Process);

    public ProcessEntry? Find(int pid) =>
        Listed.FindIndex(one => one.Process.Pid == pid) is >= 0 and var at ? Listed[at].Process : null;

    public string? MarkOf(int pid) => Listed.Find(one => one.Process.Pid == pid).Mark;

    public void Sleep(TimeSpan time) => BootMicros += (long)time.TotalMicroseconds;

    public IReadOnlyList<int> Orphans() => throw new NotSupportedException();

    public IEnumerable<string> OutputsOf(int pid) => ["/state/live/7.out"];

    public TaskSettings Settings(ProcessSettings? wanted) => throw new NotSupportedException();

    public long? JobOf(int pid) => 3;

    public int SlotOf(int pid) => 2;

    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid) =>
        throw new NotSupportedException();

    public void Kill(int pid, int signal) => throw new NotSupportedException();

    public void Signal(ProcessEntry process, int signal) => throw new NotSupportedException();

    public void Reap(int pid) => throw new NotSupportedException();
}
