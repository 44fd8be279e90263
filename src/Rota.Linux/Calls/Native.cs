using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>
/// The calls of Linux that a keeper lives by. Not System.Diagnostics.Process: it reaps children by itself, and a
/// process must not be let go before its exit code is written down.
/// </summary>
internal static unsafe partial class Native
{
    public const int SigTerm = 15;
    public const int SigKill = 9;
    public const int SigCont = 18;
    public const int SigStop = 19;
    public const int SetChildSubreaper = 36;
    public const int NoSuchProcess = 3;
    public const int Interrupted = 4;
    public const int Again = 11;
    public const int NoMemory = 12;
    public const int TooLong = 7;
    public const int NoExec = 8;
    public const int Busy = 26;
    public const int NoEntry = 2;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NoSpace = 28;
    public const int IllegalSeek = 29;
    public const int NotPermitted = 1;
    public const int BrokenPipe = 32;
    public const int NoQuota = 122;
    public const int NotSupported = 95;
    public const int TooManyFiles = 24;
    public const int TooManyFilesInSystem = 23;
    public const int SigIo = 29;
    public const nint IgnoreSignal = 1;

    /// <summary>Whether something can be read from a descriptor without waiting.</summary>
    public static bool CanRead(int fd)
    {
        // struct pollfd: int fd, short events, short revents. POLLIN is 1.
        var poll = stackalloc int[2];
        poll[0] = fd;
        poll[1] = 1;
        return Poll(poll, 1, 0) == 1 && ((poll[1] >> 16) & 1) != 0;
    }

    /// <summary>Waits until something can be read from one of two descriptors, or the time is over.</summary>
    public static void AwaitReadable(int first, int second, int milliseconds)
    {
        var poll = stackalloc int[4];
        (poll[0], poll[1], poll[2], poll[3]) = (first, 1, second, 1);
        _ = Poll(poll, 2, milliseconds);
    }

    /// <summary>Waits until something can be written to a descriptor that takes nothing now.</summary>
    public static void AwaitWritable(int fd, int milliseconds)
    {
        var poll = stackalloc int[2];
        poll[0] = fd;
        poll[1] = 4;
        _ = Poll(poll, 1, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(int* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint begin, int flags);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Prctl(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ResourceUsage(int who, long* usage);

    /// <summary>The most memory this process ever had resident, in bytes.</summary>
    public static long OwnPeakBytes()
    {
        var usage = stackalloc long[18];
        return ResourceUsage(0, usage) == 0 ? usage[4] * 1024 : 0;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint SetSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int ClockGetTime(int clock, long* time);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentPid();

    [LibraryImport("libc", EntryPoint = "strerror")]
    private static partial nint StrError(int error);

    /// <summary>The system's words for an error number.</summary>
    public static string Describe(int error) => Marshal.PtrToStringUTF8(StrError(error)) ?? $"error {error}";
}
