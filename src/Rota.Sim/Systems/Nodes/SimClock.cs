using Rota.Linux.Clocks;

namespace Rota.Sim.Systems.Nodes;

/// <summary>The clocks of the simulated machine, as a runner reads them.</summary>
internal sealed class SimClock(SimNode node) : MonotonicClock
{
    public override long Now => node.BugHooks.CountsByWall ? node.World.Wall.Micros : node.World.Monotonic;

    public override long Suspended => node.World.Slept;

    public override DateTimeOffset Wall => DateTimeOffset.UnixEpoch.AddTicks(node.World.Wall.Micros * 10);

    /// <summary>Nothing takes longer than a moment here, so nobody need show meanwhile that he lives.</summary>
    public override IDisposable Every(TimeSpan pace, Action call) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose() { }
    }
}
