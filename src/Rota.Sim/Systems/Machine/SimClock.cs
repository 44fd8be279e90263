using Rota.Node.Runners;

namespace Rota.Sim.Systems.Machine;

/// <summary>The clocks of the simulated machine, as a runner reads them.</summary>
internal sealed class SimClock(World world) : MonotonicClock
{
    public override long Now => world.Monotonic;

    public override long Suspended => world.Slept;

    public override DateTimeOffset Wall => DateTimeOffset.UnixEpoch.AddTicks(world.Wall.Micros * 10);

    /// <summary>Nothing takes longer than a moment here, so nobody need show meanwhile that he lives.</summary>
    public override ITimer Every(TimeSpan pace, Action call) => new NoTimer();

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
