using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>
/// A process held by a descriptor (pidfd_open(2), Linux 5.3): the number cannot come to mean another one.
/// </summary>
internal static class ProcessHandle
{
    private const int OpenCall = 434;
    private const int SignalCall = 424;

    /// <summary>Signals the process that has this number and began at that time, and no other.</summary>
    public static void Signal(int pid, long startTicks, int signal)
    {
        var handle = (int)Native.Syscall(OpenCall, pid, 0, 0, 0, 0);
        var isHeld = handle >= 0;
        if (!isHeld && Marshal.GetLastPInvokeError() == Native.NoSuchProcess)
        {
            return;
        }

        // What is held is looked at after it is held. Where the system cannot hold it, a moment is left in which it
        // might change; without a descriptor to spare the same.
        if (ProcessTable.Find(pid)?.StartTicks == startTicks)
        {
            _ = isHeld ? (int)Native.Syscall(SignalCall, handle, signal, 0, 0, 0) : Native.Kill(pid, signal);
        }

        if (isHeld)
        {
            _ = NativeFile.Close(handle);
        }
    }
}
