using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Linux.Files;
using Rota.Linux.Processes;
using Rota.Node.Machine;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>The simulated system as one process sees it.</summary>
internal sealed class SimKernel : IKernel
{
    private static readonly ProcessSettings Plain = new() { Umask = 0 };
    private readonly SimNode node;
    private readonly World world;
    private readonly SimProcess self;
    private readonly Instant origin;
    private readonly long started;

    public SimKernel(SimNode node, SimProcess self)
    {
        (this.node, world, this.self) = (node, node.World, self);
        (origin, started) = (node.Clock.Wall, BootMicros);
    }

    public string BootId => node.BootId;

    public int OwnPid => self.Pid;

    public int ParentPid => self.Parent;

    public Instant Now => origin + TimeSpan.FromMicroseconds(BootMicros - started);

    public long BootMicros => node.Clock.SinceBoot;

    public long Monotonic => node.Clock.Monotonic;

    public IEnumerable<ProcessEntry> Processes() => node.Processes.All.Select(process => process.Entry).ToArray();

    public ProcessEntry? Find(int pid) => node.Processes.Find(pid)?.Entry;

    public string? MarkOf(int pid) =>
        node.BugHooks.Mark(node.Processes.Find(pid) is { IsAlive: true } found ? found.Mark : null);

    public IReadOnlyList<int> Orphans() =>
        [
            .. node
                .Processes.All.Where(process => process.Parent == self.Pid && process.StartedBy != self.Pid)
                .Select(process => process.Pid),
        ];

    public IEnumerable<string> OutputsOf(int pid) =>
        node.Processes.Find(pid) is { IsAlive: true, Output: { } output } ? [output] : [];

    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid)
    {
        var error = node.Processes.Spawn(self, order, outputPath, out pid);
        if (error == 0)
        {
            File.WriteAllBytes(outputPath, []);
        }

        return error;
    }

    public TaskSettings Settings(ProcessSettings? wanted) => TaskSettings.Usual(Plain);

    public long? JobOf(int pid) => node.Processes.Find(pid) is { IsAlive: true, Job: > 0 and var job } ? job : null;

    public int SlotOf(int pid) =>
        node.Processes.Find(pid) is { IsAlive: true } found ? node.Tasks.RunOf(found)?.Slot ?? 0 : 0;

    public IDisk Disk => node.Journals;

    public void Kill(int pid, int signal)
    {
        if (node.BugHooks.SignalArrives(signal))
        {
            node.Processes.Kill(pid, signal);
        }
    }

    public void Signal(ProcessEntry process, int signal)
    {
        if (node.Processes.Find(process.Pid) is { IsAlive: true } found && found.StartTicks == process.StartTicks)
        {
            node.Witness.Signalled(self, found);
            Kill(process.Pid, signal);
        }
    }

    public void Reap(int pid) => node.Processes.Reap(pid);

    public void Sleep(TimeSpan time) => world.Wait((long)time.TotalMicroseconds);
}
