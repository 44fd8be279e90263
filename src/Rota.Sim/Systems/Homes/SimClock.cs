using Rota.Linux.Clocks;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Homes;

/// <summary>The clocks of the simulated machine, as a runner reads them.</summary>
internal sealed class SimClock(SimNode node) : MonotonicClock
{
    public override long Now => node.BugHooks.CountsByWall ? node.Clock.Wall.Micros : node.Clock.Monotonic;

    public override long Suspended => node.Clock.Slept;

    public override DateTimeOffset Wall => DateTimeOffset.UnixEpoch.AddTicks(node.Clock.Wall.Micros * 10);

    /// <summary>Nothing takes longer than a moment here, so nobody need show meanwhile that he lives.</summary>
    public override IDisposable Every(TimeSpan pace, Action call) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose() { }
    }
}
