using System.Diagnostics;
using System.Runtime.InteropServices;
using Rota.Core.Model;
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
    private const int QuickDeathsMax = 5;
    private static readonly TimeSpan QuickDeath = TimeSpan.FromSeconds(2);
    private readonly StateDirectory state;
    private readonly List<AnchorExit> exits = [];
    private readonly Journal journal;
    private readonly Instant began = KeeperCore.Now();
    private FileStream? toKeeper;
    private int keeper;
    private long keeperStarted;
    private int quickDeaths;

    private AnchorProcess(StateDirectory state)
    {
        this.state = state;
        journal = Journal.Open(
            JournalPath(state),
            payload =>
            {
                var reader = new FrameReader(payload);
                if (
                    reader.Kind() == FrameKind.AnchorExit
                    && AnchorExit.Read(ref reader) is var exit
                    && exit.BootId == ProcessTable.BootId
                )
                {
                    exits.Add(exit);
                }
            }
        );
    }

    /// <summary>Runs the anchor of a state until nothing is left to look after.</summary>
    public static int Run(string statePath)
    {
        var state = StateDirectory.Open(statePath, create: true);
        using var alone = new FileLock(Path.Combine(state.Keeper, LockName));
        try
        {
            // Somebody who only looks whether there is an anchor holds it for a moment.
            alone.Enter(TimeSpan.FromMilliseconds(100));
        }
        catch (StoreException)
        {
            return 0;
        }

        _ = Native.Prctl(Native.SetChildSubreaper, 1, 0, 0, 0);
        return new AnchorProcess(state).Loop();
    }

    private static string JournalPath(StateDirectory state) => Path.Combine(state.Keeper, "anchor.journal");

    private int Loop()
    {
        StartKeeper();
        while (Native.WaitId(Native.WaitAll, 0, out var child, Native.WaitExited | Native.WaitKeep) == 0)
        {
            if (child.Pid != keeper)
            {
                Record(child);
            }

            Native.WaitId(Native.WaitPid, child.Pid, out _, Native.WaitExited);
            if (child.Pid == keeper && !Replace(child))
            {
                break;
            }
        }

        return 0;
    }

    /// <summary>Starts another keeper after one died; false when it ended because nothing was left to do.</summary>
    private bool Replace(ChildExit child)
    {
        toKeeper?.Dispose();
        if (child.ExitCode == 0)
        {
            File.Delete(JournalPath(state));
            return false;
        }

        quickDeaths = Stopwatch.GetElapsedTime(keeperStarted) < QuickDeath ? quickDeaths + 1 : 0;
        if (quickDeaths >= QuickDeathsMax)
        {
            Console.Error.WriteLine(
                $"the keeper of {state.Path} ended {quickDeaths} times in a row; see {LogPath(state)}"
            );
            return false;
        }

        StartKeeper();
        return true;
    }

    /// <summary>Where anchor and keeper print.</summary>
    public static string LogPath(StateDirectory state) => Path.Combine(state.Keeper, "log");

    private unsafe void StartKeeper()
    {
        var ends = stackalloc int[2];
        if (Native.Pipe(ends, CloseOnExec) != 0)
        {
            throw new IOException($"no pipe to the keeper: {Native.Describe(Marshal.GetLastPInvokeError())}");
        }

        keeper = SelfProcess.Start("__keeper", state.Path, LogPath(state), ends[0]);
        keeperStarted = Stopwatch.GetTimestamp();
        using (new Microsoft.Win32.SafeHandles.SafeFileHandle(ends[0], ownsHandle: true))
        {
            toKeeper = new FileStream(
                new Microsoft.Win32.SafeHandles.SafeFileHandle(ends[1], ownsHandle: true),
                FileAccess.Write,
                0
            );
        }

        var writer = new FrameWriter();
        foreach (var exit in exits)
        {
            exit.Write(writer);
        }

        writer.Begin(FrameKind.AnchorSynced).Int64(began.Micros).End();
        Tell(writer);
    }

    private void Record(ChildExit child)
    {
        var exit = new AnchorExit
        {
            Pid = child.Pid,
            StartTicks = ProcessTable.Find(child.Pid)?.StartTicks ?? 0,
            BootId = ProcessTable.BootId,
            At = KeeperCore.Now(),
            ExitCode = child.ExitCode,
            Signal = child.Signal,
            CpuMicros = child.CpuMicros,
            PeakBytes = child.PeakBytes,
        };
        exits.Add(exit);
        journal.Append(exit.Write);
        var writer = new FrameWriter();
        exit.Write(writer);
        Tell(writer);
    }

    private void Tell(FrameWriter writer)
    {
        try
        {
            toKeeper!.Write(writer.Written.Span);
        }
        catch (IOException)
        {
            // The keeper is dead; its death is the next child to be seen, and the next one is told everything again.
        }
    }
}
