using Rota.Fabric.Transports;
using Rota.Sim.Systems.Lines;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Homes;

/// <summary>How a runner of the simulated machine reaches the keeper that serves.</summary>
/// <param name="node">The machine.</param>
/// <param name="process">The runner's process.</param>
/// <param name="delivered">What is done after something came.</param>
internal sealed class SimTransport(SimNode node, SimProcess process, Action delivered) : ITransport
{
    /// <summary>The line that was opened last.</summary>
    public SimConnection? Current { get; private set; }

    public IConnection? TryConnect()
    {
        if (node.Serving is not { } keeper)
        {
            return null;
        }

        var (near, far) = SimConnection.Pair(node.World, process, keeper.Process, node.Delay);
        near.Delivered = delivered;
        keeper.Connected(far);
        return Current = near;
    }
}
