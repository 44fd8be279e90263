using System.Runtime.InteropServices;
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
    private readonly SeenExits exits;
    private readonly AnchoredKeeper keeper;

    public AnchorLoop(StateDirectory state)
    {
        this.state = state;
        var journal = Path.Combine(state.Keeper, "anchor.journal");
        exits = new SeenExits(journal, kernel);
        keeper = new AnchoredKeeper(state, exits, kernel);
        if (exits.Damage > 0)
        {
            Say($"{journal} was damaged: bytes of it lost: {exits.Damage}; what they told of is lost");
        }
    }

    private static void Say(string sentence) =>
        Console.Error.WriteLine($"{DateTimeOffset.UtcNow:O} anchor {Environment.ProcessId}: {sentence}");

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
            Say($"the keeper of {state.Path} ended {patience.QuickDeaths} times in a row, and nothing runs");
            return false;
        }

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
            started.Set();
        }
        catch (IOException error)
        {
            Say($"no keeper can be started: {error.Message}; it is tried again");
            keeper.IsGone();
            patience.CouldNotStart();
            StartLater();
        }
    }

    private void Write()
    {
        lock (gate)
        {
            exits.Flush();
        }
    }
}
