using System.Diagnostics;
using System.Runtime.InteropServices;
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
    private const int QuickDeathsMax = 5;
    private static readonly TimeSpan QuickDeath = TimeSpan.FromSeconds(2);
    private readonly LinuxKernel kernel = new();
    private readonly StateDirectory state;
    private readonly SeenExits exits;
    private FileStream? toKeeper;
    private int keeper;
    private long keeperStarted;
    private int quickDeaths;

    private AnchorProcess(StateDirectory state)
    {
        this.state = state;
        exits = new SeenExits(JournalPath(state), kernel);
    }

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
        return new AnchorProcess(state).Loop();
    }

    private static string JournalPath(StateDirectory state) => Path.Combine(state.Keeper, "anchor.journal");

    private int Loop()
    {
        StartKeeper();
        while (NativeWait.WaitId(NativeWait.All, 0, out var child, NativeWait.Exited | NativeWait.Keep) == 0)
        {
            if (child.Pid != keeper)
            {
                var writer = new FrameWriter();
                exits.Add(child).Write(writer);
                Tell(writer);
            }

            NativeWait.WaitId(NativeWait.Pid, child.Pid, out _, NativeWait.Exited);
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

        keeper = SelfProcess.Start(["__keeper", state.Path], LogPath(state), ends[0]);
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
        exits.WriteAll(writer);
        AnchorIdentity.Own(kernel).Write(writer, FrameKind.AnchorSynced);
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
