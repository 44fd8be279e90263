using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Node.Hosting;
using Rota.Node.Protocol;
using Rota.Store;
using Rota.Store.Sqlite;

namespace Rota.Node.Keeper;

/// <summary>
/// The parent of last resort: starts the keeper again when it dies, and until then writes down the exits of the
/// processes that came to it. Does nothing else, so that nothing else can end it.
/// </summary>
public sealed class AnchorProcess
{
    /// <summary>Name of the file whose lock an anchor holds for its life.</summary>
    public const string LockName = "anchor.lock";

    private const int CloseOnExec = 0x80000;
    private static readonly TimeSpan WritePace = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly LinuxKernel kernel = new();
    private readonly AnchorPatience patience = new();
    private readonly AutoResetEvent started = new(false);
    private readonly StateDirectory state;
    private readonly SeenExits exits;
    private FileStream? toKeeper;
    private int keeper;
    private long keeperStarted;

    private AnchorProcess(StateDirectory state)
    {
        this.state = state;
        exits = new SeenExits(JournalPath(state), kernel);
        if (exits.Damage > 0)
        {
            Say($"{JournalPath(state)} was damaged: {exits.Damage} bytes of it are lost; what they told of is lost");
        }
    }

    /// <summary>Where anchor and keeper print.</summary>
    public static string LogPath(StateDirectory state) => Path.Combine(state.Keeper, "log");

    /// <summary>Runs the anchor of a state until nothing is left to look after.</summary>
    public static int Run(string statePath)
    {
        var state = StateDirectory.Open(statePath, create: true);
        using var alone = new FileLock(Path.Combine(state.Keeper, LockName));

        // Somebody who only looks whether there is an anchor holds it for a moment.
        if (!alone.TryEnter(TimeSpan.FromMilliseconds(100)))
        {
            return 0;
        }

        _ = Native.Prctl(Native.SetChildSubreaper, 1, 0, 0, 0);
        new AnchorProcess(state).Loop();
        return 0;
    }

    private static string JournalPath(StateDirectory state) => Path.Combine(state.Keeper, "anchor.journal");

    private static void Say(string sentence) =>
        Console.Error.WriteLine($"{DateTimeOffset.UtcNow:O} anchor {Environment.ProcessId}: {sentence}");

    /// <summary>
    /// Waits for children. A keeper that is due is started by a timer meanwhile, so that nobody who ends before is kept
    /// waiting.
    /// </summary>
    private void Loop()
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
        var isKeeper = child.Pid == keeper;
        if (!isKeeper)
        {
            var writer = new FrameWriter();
            exits.Add(child).Write(writer);
            patience.Saw();
            Tell(writer);
        }

        kernel.Reap(child.Pid);
        return !isKeeper || Replace(child);
    }

    /// <summary>Has another keeper started after one died; false when it is not to be.</summary>
    private bool Replace(ChildExit child)
    {
        keeper = 0;
        toKeeper?.Dispose();
        toKeeper = null;
        if (child.ExitCode == 0)
        {
            Forget();
            return false;
        }

        patience.KeeperDied(Stopwatch.GetElapsedTime(keeperStarted));
        if (patience.IsOver(HasChildren()) || !Directory.Exists(state.Keeper))
        {
            Say(
                $"the keeper of {state.Path} ended {patience.QuickDeaths} times in a row, and nothing runs; "
                    + $"see {LogPath(state)}"
            );
            return false;
        }

        StartLater();
        return true;
    }

    /// <summary>The keeper took over all that was seen.</summary>
    private void Forget()
    {
        try
        {
            File.Delete(JournalPath(state));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Say($"{JournalPath(state)} stays: {error.Message}");
        }
    }

    private static bool HasChildren() =>
        NativeWait.WaitId(NativeWait.All, 0, out _, NativeWait.Exited | NativeWait.Keep | NativeWait.NoHang) == 0;

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
            Begin();
            started.Set();
        }
        catch (IOException error)
        {
            Say($"no keeper can be started: {error.Message}; it is tried again");
            toKeeper?.Dispose();
            toKeeper = null;
            patience.CouldNotStart();
            StartLater();
        }
    }

    private unsafe void Begin()
    {
        var ends = stackalloc int[2];
        if (Native.Pipe(ends, CloseOnExec) != 0)
        {
            throw new IOException($"no pipe to the keeper: {Native.Describe(Marshal.GetLastPInvokeError())}");
        }

        using var input = new SafeFileHandle(ends[0], ownsHandle: true);
        toKeeper = new FileStream(new SafeFileHandle(ends[1], ownsHandle: true), FileAccess.Write, 0);
        keeper = SelfProcess.Start(["__keeper", state.Path], LogPath(state), ends[0]);
        keeperStarted = Stopwatch.GetTimestamp();
        input.Dispose();
        var writer = new FrameWriter();
        exits.WriteAll(writer);
        AnchorIdentity.Own(kernel).Write(writer, FrameKind.AnchorSynced);
        Tell(writer);
    }

    /// <summary>Writes what the disk did not take as it happened.</summary>
    private void Write()
    {
        lock (gate)
        {
            exits.Flush();
        }
    }

    private void Tell(FrameWriter writer)
    {
        try
        {
            toKeeper?.Write(writer.Written.Span);
        }
        catch (IOException)
        {
            // The keeper is dead; its death is the next child to be seen, and the next one is told everything again.
        }
    }
}
