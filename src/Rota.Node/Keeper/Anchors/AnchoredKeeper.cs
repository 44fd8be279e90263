using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Anchors;

/// <summary>The keeper that an anchor has below it now, and the pipe to it.</summary>
internal sealed class AnchoredKeeper(StateDirectory state, NodeOptions node, SeenExits exits, IKernel kernel)
{
    private const int CloseOnExec = 0x80000;
    private FileStream? toKeeper;
    private long started;

    /// <summary>Its id; 0 while there is none.</summary>
    public int Pid { get; private set; }

    /// <summary>For how long it has lived.</summary>
    public TimeSpan Lived => Stopwatch.GetElapsedTime(started);

    /// <summary>Starts one, and tells it all that was seen before.</summary>
    /// <exception cref="IOException">The system has no place for it now.</exception>
    public unsafe void Start()
    {
        var ends = stackalloc int[2];
        if (Native.Pipe(ends, CloseOnExec) != 0)
        {
            throw new IOException($"no pipe to the keeper: {Native.Describe(Marshal.GetLastPInvokeError())}");
        }

        using var input = new SafeFileHandle(ends[0], ownsHandle: true);
        toKeeper = new FileStream(new SafeFileHandle(ends[1], ownsHandle: true), FileAccess.Write, 0);
        string[] arguments = ["__keeper", state.Path, .. node.Log.Arguments];
        Pid = new SelfProcess(node.Binary).Start(arguments, AnchorProcess.LogPath(state), ends[0]);
        started = Stopwatch.GetTimestamp();
        input.Dispose();
        var writer = new FrameWriter();
        exits.WriteAll(writer);
        AnchorIdentity.Own(kernel).Write(writer, FrameKind.AnchorSynced);
        Tell(writer);
    }

    /// <summary>It has died, or did not come to be.</summary>
    public void IsGone()
    {
        Pid = 0;
        toKeeper?.Dispose();
        toKeeper = null;
    }

    /// <summary>Tells it of an exit.</summary>
    public void Tell(FrameWriter writer)
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
