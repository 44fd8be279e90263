using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>waitid(2).</summary>
internal static unsafe class NativeWait
{
    public const int Exited = 4;
    public const int Keep = 0x01000000;
    public const int NoHang = 1;
    public const int All = 0;
    public const int Pid = 1;

    /// <summary>Whether this process has any.</summary>
    public static bool HasChildren => WaitId(All, 0, out _, Exited | Keep | NoHang) == 0;

    /// <summary>
    /// Waits for a child; <see cref="Keep"/> leaves it to be waited for again. 0, or -1 with the last error.
    /// </summary>
    public static int WaitId(int idType, int id, out ChildExit child, int options)
    {
        // The raw call, because libc's own leaves out the resource usage, and that is gone once the child is reaped.
        var info = stackalloc byte[128];
        var usage = stackalloc long[18];
        new Span<byte>(info, 128).Clear();
        var number = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 95 : 247;
        var result = (int)Native.Syscall(number, idType, id, (nint)info, options, (nint)usage);
        child = new ChildExit
        {
            Code = *(int*)(info + 8),
            Pid = *(int*)(info + 16),
            Status = *(int*)(info + 24),
            CpuMicros = ((usage[0] + usage[2]) * 1_000_000) + usage[1] + usage[3],
            PeakBytes = usage[4] * 1024,
        };
        return result;
    }
}
