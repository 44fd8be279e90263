using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Anchors;

/// <summary>What an anchor of this machine acts on.</summary>
/// <param name="state">The state.</param>
/// <param name="keeper">The keeper below it.</param>
/// <param name="kernel">The system.</param>
/// <param name="gate">Is held in all that the anchor does.</param>
/// <param name="started">Is set when a keeper was started.</param>
internal sealed class AnchorGround(
    StateDirectory state,
    AnchoredKeeper keeper,
    IKernel kernel,
    Lock gate,
    AutoResetEvent started
) : IAnchorGround
{
    public int KeeperPid => keeper.Pid;

    public TimeSpan KeeperLived => keeper.Lived;

    public bool HasChildren => NativeWait.HasChildren;

    public bool HasState => Directory.Exists(state.Keeper);

    public void StartKeeper()
    {
        keeper.Start();
        started.Set();
    }

    public void KeeperIsGone() => keeper.IsGone();

    public void Tell(AnchorExit exit)
    {
        var writer = new FrameWriter();
        exit.Write(writer);
        keeper.Tell(writer);
    }

    public void Reap(int pid) => kernel.Reap(pid);

    public void After(TimeSpan pause, Action act)
    {
        var timer = new Timer(self => Due((Timer)self!, act));
        timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private void Due(Timer timer, Action act)
    {
        timer.Dispose();
        lock (gate)
        {
            act();
        }
    }
}
