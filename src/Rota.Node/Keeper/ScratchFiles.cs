using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Rota.Node.Keeper;

/// <summary>
/// The numbered files that output goes to while attempts run, used again and again: making and removing two files for
/// each of a thousand tasks a second is dear, the more so as ext4 avoids inodes of the last seconds.
/// </summary>
/// <remarks>
/// A file is used again only when nobody else has it open, or a process that outlived its task would write into the
/// output of another one. A lease tells: it is granted for writing only while there is no other open descriptor
/// (fcntl(2), F_SETLEASE).
/// </remarks>
internal sealed class ScratchFiles(OutputStore outputs)
{
    private const int ReadWrite = 0x2 | 0x80000;
    private const int SetLease = 1024;
    private const int LeaseForWriting = 1;
    private const int NoLease = 2;
    private readonly ConcurrentQueue<int> free = new();
    private int last;

    /// <summary>Begins beyond the numbers that are in use.</summary>
    public void StartAfter(int used) => last = Math.Max(last, used);

    /// <summary>Files nobody uses.</summary>
    public int Take() => free.TryDequeue(out var scratch) ? scratch : Interlocked.Increment(ref last);

    /// <summary>Takes files back whose content was packed and is committed.</summary>
    public void Return(int scratch)
    {
        if (IsReusable(outputs.OutputPath(scratch)) && IsReusable(outputs.ErrorPath(scratch)))
        {
            free.Enqueue(scratch);
            return;
        }

        File.Delete(outputs.OutputPath(scratch));
        File.Delete(outputs.ErrorPath(scratch));
    }

    private static bool IsReusable(string path)
    {
        var descriptor = Native.Open(path, ReadWrite);
        if (descriptor < 0)
        {
            // It was never made, as when a start failed: whoever gets the number makes it.
            return Marshal.GetLastPInvokeError() == Native.NoEntry;
        }

        using var file = new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: true);
        if (Native.Control(descriptor, SetLease, LeaseForWriting) != 0)
        {
            return false;
        }

        _ = Native.Control(descriptor, SetLease, NoLease);
        if (RandomAccess.GetLength(file) > 0)
        {
            RandomAccess.SetLength(file, 0);
        }

        return true;
    }
}
