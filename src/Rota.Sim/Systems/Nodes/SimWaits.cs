using Rota.Fabric;
using Rota.Linux.Clocks;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// The clock of a client that waits for a keeper: time passes meanwhile, and what comes is looked at.
/// </summary>
/// <param name="world">The time.</param>
/// <param name="look">Takes what has come for the process that waits.</param>
internal sealed class SimWaits(World world, Action look) : MonotonicClock
{
    public override long Now => world.Monotonic;

    public override void Rest(long moment) => Pass(moment, () => false);

    public override bool WaitAbout(long moment, WaitHandle signal)
    {
        var came = false;
        Pass(
            moment,
            () =>
            {
                look();
                return came = came || signal.WaitOne(0);
            }
        );
        return !came;
    }

    /// <exception cref="ExecutorGoneException">Somebody beneath on the stack must go on first.</exception>
    private void Pass(long moment, Func<bool> isOver)
    {
        while (Now < moment && !isOver())
        {
            var before = world.Now;
            world.Wait(moment - Now, isOver);
            if (world.Now - before < 2 && Now < moment && !isOver())
            {
                throw new ExecutorGoneException("the keeper is awaited in vain");
            }
        }
    }
}
