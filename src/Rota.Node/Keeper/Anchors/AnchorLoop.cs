using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Anchors;

/// <summary>
/// What an anchor does: starts the keeper again when it dies, and until then writes down the exits of the processes
/// that came to it. Does nothing else, so that nothing else can end it.
/// </summary>
internal sealed class AnchorLoop
{
    private static readonly TimeSpan WritePace = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly LinuxKernel kernel = new();
    private readonly AnchorPatience patience = new();
    private readonly AutoResetEvent started = new(false);
    private readonly StateDirectory state;
    private readonly ILogger log;
    private readonly SeenExits exits;
    private readonly AnchoredKeeper keeper;

    public AnchorLoop(StateDirectory state, NodeOptions node, ILogger log)
    {
        (this.state, this.log) = (state, log);
        var journal = Path.Combine(state.Keeper, "anchor.journal");
        exits = new SeenExits(journal, kernel);
        keeper = new AnchoredKeeper(state, node, exits, kernel);
        log.Started(state.Path);
        if (exits.Damage > 0)
        {
            log.ExitsDamaged(journal, exits.Damage);
        }
    }

    /// <summary>
    /// Waits for children. A keeper that is due is started by a timer meanwhile, so that nobody who ends before is kept
    /// waiting.
    /// </summary>
    public void Run()
    {
        StartKeeper();
        using var writing = new Timer(_ => Write(), null, WritePace, WritePace);
        while (true)
        {
            if (NativeWait.WaitId(NativeWait.All, 0, out var child, NativeWait.Exited | NativeWait.Keep) == 0)
            {
                lock (gate)
                {
                    if (!Take(child))
                    {
                        return;
                    }
                }
            }
            else if (Marshal.GetLastPInvokeError() != Native.Interrupted)
            {
                // No child: the next is the keeper that is due.
                started.WaitOne();
            }
        }
    }

    /// <summary>Takes in the end of a child; false when there is nothing left to look after.</summary>
    private bool Take(ChildExit child)
    {
        var isKeeper = child.Pid == keeper.Pid;
        if (!isKeeper)
        {
            var writer = new FrameWriter();
            exits.Add(child).Write(writer);
            patience.Saw();
            keeper.Tell(writer);
        }

        kernel.Reap(child.Pid);
        return !isKeeper || Replace(child);
    }

    /// <summary>Has another keeper started after one died; false when it is not to be.</summary>
    private bool Replace(ChildExit child)
    {
        var lived = keeper.Lived;
        keeper.IsGone();
        if (child.ExitCode == 0)
        {
            exits.Remove();
            return false;
        }

        patience.KeeperDied(lived);
        if (patience.IsOver(NativeWait.HasChildren) || !Directory.Exists(state.Keeper))
        {
            log.KeeperGivenUp(state.Path, patience.QuickDeaths);
            return false;
        }

        log.KeeperDied(child.Pid, (long)lived.TotalSeconds, HowOf(child));
        StartLater();
        return true;
    }

    private void StartLater()
    {
        var pause = patience.Pause;
        if (pause == TimeSpan.Zero)
        {
            StartKeeper();
            return;
        }

        var timer = new Timer(self => Due((Timer)self!));
        timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private void Due(Timer timer)
    {
        timer.Dispose();
        lock (gate)
        {
            StartKeeper();
        }
    }

    /// <summary>Starts a keeper; where the system has no place for one now, later.</summary>
    private void StartKeeper()
    {
        try
        {
            keeper.Start();
            log.KeeperLaunched(keeper.Pid);
            started.Set();
        }
        catch (IOException error)
        {
            log.KeeperNotStarted(error.Message);
            keeper.IsGone();
            patience.CouldNotStart();
            StartLater();
        }
    }

    private static string HowOf(ChildExit child) =>
        child.Signal is { } signal ? $"signal {signal}" : $"exit {child.ExitCode}";

    private void Write()
    {
        lock (gate)
        {
            exits.Flush();
        }
    }
}
