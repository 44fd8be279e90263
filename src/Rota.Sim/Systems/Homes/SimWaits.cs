using Rota.Fabric;
using Rota.Linux.Clocks;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Homes;

/// <summary>
/// The clock of a client that waits for a keeper: time passes meanwhile, and what comes is looked at.
/// </summary>
/// <param name="node">The machine.</param>
/// <param name="look">Takes what has come for the process that waits.</param>
internal sealed class SimWaits(SimNode node, Action look) : MonotonicClock
{
    public override long Now => node.Clock.Monotonic;

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
            var before = node.World.Now;
            node.World.Wait(moment - Now, isOver);
            if (node.World.Now - before < 2 && Now < moment && !isOver())
            {
                throw new ExecutorGoneException("the keeper is awaited in vain");
            }
        }
    }
}
