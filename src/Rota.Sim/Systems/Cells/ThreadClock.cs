using Rota.Linux.Clocks;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Cells;

/// <summary>The clock of what waits on a thread of its own.</summary>
/// <param name="node">The machine.</param>
internal sealed class ThreadClock(SimNode node) : MonotonicClock
{
    /// <summary>The thread; set before anything waits.</summary>
    public SimThread? Thread { get; set; }

    public override long Now => node.Clock.Monotonic;

    public override void Rest(long moment)
    {
        while (Now < moment)
        {
            Thread!.Wait(moment - Now);
        }
    }

    public override bool WaitAbout(long moment, WaitHandle signal)
    {
        while (!signal.WaitOne(0))
        {
            if (Now >= moment)
            {
                return true;
            }

            Thread!.Wait(moment - Now);
        }

        return false;
    }
}
