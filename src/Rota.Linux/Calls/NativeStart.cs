using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>
/// The few calls of a process that has only begun: they allocate nothing to speak of, and start no thread.
/// </summary>
internal static unsafe partial class NativeStart
{
    /// <summary>The soft limit of a resource; without end where the system does not say.</summary>
    public static ulong LimitOf(int resource)
    {
        var limit = stackalloc ulong[2];
        return GetLimit(resource, limit) == 0 ? limit[0] : ulong.MaxValue;
    }

    /// <summary>Writes to standard error, past every stream of the runtime.</summary>
    public static void WriteError(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* from = bytes)
        {
            _ = Write(2, from, (nuint)bytes.Length);
        }
    }

    /// <summary>The user whose processes are counted.</summary>
    [LibraryImport("libc", EntryPoint = "getuid")]
    public static partial uint RealUser();

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ulong* limit);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte* from, nuint count);
}
