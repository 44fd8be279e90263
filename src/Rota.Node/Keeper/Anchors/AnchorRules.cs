using Microsoft.Extensions.Logging;
using Rota.Linux.Calls;

namespace Rota.Node.Keeper.Anchors;

/// <summary>
/// What an anchor does: starts the keeper again when it dies, and until then writes down the exits of the processes
/// that came to it. Without threads and without the system: who moves it calls one member at a time.
/// </summary>
internal sealed class AnchorRules(SeenExits exits, IAnchorGround ground, ILogger log, string state)
{
    private readonly AnchorPatience patience = new();

    /// <summary>Begins with a keeper.</summary>
    public void Begin() => StartKeeper();

    /// <summary>A child has ended: its exit is written down and told before it is let go.</summary>
    /// <returns>False when there is nothing left to look after.</returns>
    public bool TryTake(ChildExit child)
    {
        var isKeeper = child.Pid == ground.KeeperPid;
        if (!isKeeper)
        {
            var exit = exits.Add(child);
            patience.Saw();
            ground.Tell(exit);
        }

        ground.Reap(child.Pid);
        return !isKeeper || TryReplace(child);
    }

    /// <summary>Writes down what the disk did not take before. To be called now and then.</summary>
    public void Write() => exits.Flush();

    /// <summary>Has another keeper started after one died; false when it is not to be.</summary>
    private bool TryReplace(ChildExit keeper)
    {
        var lived = ground.KeeperLived;
        ground.KeeperIsGone();
        if (keeper.ExitCode == 0)
        {
            exits.Remove();
            return false;
        }

        patience.KeeperDied(lived);
        if (patience.IsOver(ground.HasChildren) || !ground.HasState)
        {
            log.KeeperGivenUp(state, patience.QuickDeaths);
            return false;
        }

        log.KeeperDied(keeper.Pid, (long)lived.TotalSeconds, HowOf(keeper));
        StartLater();
        return true;
    }

    private static string HowOf(ChildExit keeper) =>
        keeper.Signal is { } signal ? $"signal {signal}" : $"exit {keeper.ExitCode}";

    private void StartLater()
    {
        var pause = patience.Pause;
        if (pause == TimeSpan.Zero)
        {
            StartKeeper();
        }
        else
        {
            ground.After(pause, StartKeeper);
        }
    }

    /// <summary>Starts a keeper; where the system has no place for one now, later.</summary>
    private void StartKeeper()
    {
        try
        {
            ground.StartKeeper();
            log.KeeperLaunched(ground.KeeperPid);
        }
        catch (IOException error)
        {
            log.KeeperNotStarted(error.Message);
            ground.KeeperIsGone();
            patience.CouldNotStart();
            StartLater();
        }
    }
}
