using Rota.Core.Model;
using Rota.Node.Hosting;
using Rota.Node.Keeper;
using Rota.Node.Protocol;

namespace Rota.Sim.Systems.Machine;

/// <summary>The simulated system as one process sees it.</summary>
internal sealed class SimKernel : IKernel
{
    private readonly World world;
    private readonly SimProcesses processes;
    private readonly SimProcess self;
    private readonly Instant origin;
    private readonly long started;

    public SimKernel(World world, SimProcesses processes, SimProcess self)
    {
        (this.world, this.processes, this.self) = (world, processes, self);
        (origin, started) = (world.Wall, BootMicros);
    }

    public string BootId => $"boot-{world.Boot}";

    public int OwnPid => self.Pid;

    public int ParentPid => self.Parent;

    public Instant Now => origin + TimeSpan.FromMicroseconds(BootMicros - started);

    public long BootMicros => world.Monotonic + world.Slept;

    public long Monotonic => world.Monotonic;

    public IEnumerable<ProcessEntry> Processes() => processes.All.Select(process => process.Entry).ToArray();

    public ProcessEntry? Find(int pid) => processes.Find(pid)?.Entry;

    public string? MarkOf(int pid) => processes.Find(pid) is { IsAlive: true } found ? found.Mark : null;

    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid) =>
        processes.Spawn(self, order, out pid);

    public void Kill(int pid, int signal) => processes.Kill(pid, signal);

    public void Reap(int pid) => processes.Reap(pid);

    public void Sleep(TimeSpan time) => world.Wait((long)time.TotalMicroseconds);
}
