using Rota.App.Following;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Home;

namespace Rota.App.Watching;

/// <summary>Looks at the machine, and at what live attempts hold of it.</summary>
internal sealed class MachineReader(IHomeReader queries)
{
    private readonly MachineLoad load = new();

    /// <summary>How it stands.</summary>
    public MachineGlance Read()
    {
        var (cpu, used, total) = load.Measure();
        var held = queries.Live.Held();
        var capacity = queries.NodeCapacity();
        var node = queries.OwnNode()?.Id ?? NodeId.Home;
        return new MachineGlance
        {
            CpuPercent = cpu,
            MemoryUsed = used,
            MemoryTotal = total,
            Slots = capacity?.Slots,
            SlotsUsed = held.GetValueOrDefault(AccountId.Slots(node)),
            Cpus = (capacity?.MilliCpus ?? 0) / 1000.0,
            Memory = capacity?.MemoryBytes ?? 0,
            MemoryHeld = held.GetValueOrDefault(AccountId.Memory(node)),
            CpusUsed = held.GetValueOrDefault(AccountId.Cpus(node)) / 1000.0,
            Gpus = capacity?.Gpus.Length ?? 0,
            GpusUsed = held.Where(one => one.Key.Kind == AccountKind.Gpu).Sum(one => one.Value) / 1000.0,
        };
    }
}
