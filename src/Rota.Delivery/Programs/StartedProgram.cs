using System.Runtime.InteropServices;
using Rota.Core.Bytes;
using Rota.Linux.Calls;
using Rota.Linux.Processes;

namespace Rota.Delivery.Programs;

/// <summary>A program that runs: its process, and a pipe with what it writes.</summary>
internal sealed unsafe class StartedProgram : IDisposable
{
    private const int OpaqueBytes = 1024;
    private static readonly void* Attributes = SpawnAttributes.New();
    private const int CloseOnExec = 0x80000;
    private const int OpenProcessCall = 434;
    private readonly int output;
    private readonly int handle;
    private bool isOutputOver;

    private StartedProgram(int pid, int output)
    {
        (Pid, this.output) = (pid, output);
        handle = (int)Native.Syscall(OpenProcessCall, pid, 0, 0, 0, 0);
    }

    /// <summary>Its leader, and the number of its session.</summary>
    public int Pid { get; }

    /// <summary>Whether the leader has ended; it is still there to be reaped.</summary>
    public bool HasEnded =>
        NativeWait.WaitId(NativeWait.Pid, Pid, out var child, NativeWait.Exited | NativeWait.Keep | NativeWait.NoHang)
            == 0
        && child.Pid == Pid;

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static StartedProgram Start(ProgramOrder order)
    {
        var ends = stackalloc int[2];
        if (Native.Pipe(ends, CloseOnExec) != 0)
        {
            throw new IOException($"no pipe for {order.Words[0]}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var input = MemoryFile(order.Input);
        var error = Spawn(order, input, ends[1], out var pid);
        _ = NativeFile.Close(input);
        _ = NativeFile.Close(ends[1]);
        if (error == 0)
        {
            return new StartedProgram(pid, ends[0]);
        }

        _ = NativeFile.Close(ends[0]);
        var why = error == Native.NoExec ? "it is no program: begin it with #!/bin/sh" : Native.Describe(error);
        throw new IOException($"cannot start {ByteText.Visible(order.Words[0])}: {why}");
    }

    /// <summary>Waits until it writes something or ends.</summary>
    public void Await(int milliseconds) => Native.AwaitReadable(isOutputOver ? handle : output, handle, milliseconds);

    /// <summary>What it has written, without waiting for more.</summary>
    /// <returns>How many bytes; 0 for none now.</returns>
    public int Read(byte[] buffer)
    {
        if (isOutputOver || !Native.CanRead(output))
        {
            return 0;
        }

        fixed (byte* into = buffer)
        {
            var read = (int)NativeFile.Read(output, into, buffer.Length);
            isOutputOver = read <= 0;
            return Math.Max(0, read);
        }
    }

    /// <summary>Lets the leader go, which has ended or is being killed.</summary>
    public ChildExit Reap()
    {
        _ = NativeWait.WaitId(NativeWait.Pid, Pid, out var child, NativeWait.Exited);
        return child;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = NativeFile.Close(output);
        _ = handle < 0 ? 0 : NativeFile.Close(handle);
    }

    private static int Spawn(ProgramOrder order, int input, int output, out int pid)
    {
        using var texts = new NativeText();
        var actions = stackalloc byte[OpaqueBytes];
        NativeSpawn.ActionsInit(actions);
        NativeSpawn.ActionsAddDup(actions, input, 0);
        NativeSpawn.ActionsAddDup(actions, output, 1);
        NativeSpawn.ActionsAddDup(actions, 1, 2);
        NativeSpawn.ActionsAddCloseFrom(actions, 3);
        if (order.Directory is { } directory)
        {
            NativeSpawn.ActionsAddChangeDirectory(actions, texts.Add(directory));
        }

        int started;
        var error = NativeSpawn.PosixSpawn(
            &started,
            texts.Add(ProgramPath.Find(order.Words[0], order.Environment)),
            actions,
            Attributes,
            texts.Vector(order.Words),
            texts.Vector(order.Environment)
        );
        NativeSpawn.ActionsDestroy(actions);
        pid = started;
        return error;
    }

    /// <summary>A file in memory: a pipe would hold up who fills it until the program reads.</summary>
    private static int MemoryFile(byte[] content)
    {
        using var texts = new NativeText();
        var call = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 279 : 319;
        var file = (int)Native.Syscall(call, (nint)texts.Add("event"), 1, 0, 0, 0);
        fixed (byte* from = content)
        {
            for (var written = 0L; written < content.Length; )
            {
                var more = (long)NativeFile.Write(file, from + written, (nint)(content.Length - written));
                if (more <= 0)
                {
                    throw new IOException($"no memory for the event: {Marshal.GetLastPInvokeErrorMessage()}");
                }

                written += more;
            }
        }

        _ = NativeFile.Seek(file, 0, 0);
        return file;
    }
}
