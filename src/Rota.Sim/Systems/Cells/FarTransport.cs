using Rota.Fabric.Transports;
using Rota.Sim.Systems.Lines;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Cells;

/// <summary>Lines of a runner to the keeper of another machine, through its door.</summary>
/// <param name="door">The door; null where the home has none.</param>
/// <param name="process">The runner's process.</param>
/// <param name="delivered">What is done after something came.</param>
internal sealed class FarTransport(SimDoor? door, SimProcess process, Action delivered) : ITransport, IDisposable
{
    private readonly List<SimConnection> lines = [];

    public IConnection? TryConnect()
    {
        if (door?.TryOpen(process) is not { } near)
        {
            return null;
        }

        near.Delivered = delivered;
        lines.Add(near);
        return near;
    }

    /// <summary>Its process has ended: the system closes all.</summary>
    public void Dispose() => lines.ForEach(line => line.Dispose());
}
