using System.Runtime.InteropServices;

namespace Rota.Node.Keeper;

/// <summary>
/// The calls of Linux that a keeper lives by. Not System.Diagnostics.Process: it reaps children by itself, and a
/// process must not be let go before its exit code is written down.
/// </summary>
internal static unsafe partial class Native
{
    public const int SigTerm = 15;
    public const int SigKill = 9;
    public const int WaitExited = 4;
    public const int WaitKeep = 0x01000000;
    public const int WaitNoHang = 1;
    public const int WaitAll = 0;
    public const int WaitPid = 1;
    public const int SetChildSubreaper = 36;
    public const int NoSuchProcess = 3;
    public const int Interrupted = 4;
    public const int Again = 11;
    public const int NoMemory = 12;
    public const int NoExec = 8;
    public const int NoEntry = 2;
    public const int TooManyFiles = 24;
    public const int TooManyFilesInSystem = 23;
    public const int SpawnSetSigMask = 0x08;
    public const int SpawnSetSigDefault = 0x04;
    public const int SpawnSetSid = 0x80;
    public const int PunchHoleKeepSize = 3;
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

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(int* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int PosixSpawn(
        int* pid,
        byte* path,
        void* actions,
        void* attributes,
        byte** argv,
        byte** envp
    );

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int ActionsInit(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int ActionsDestroy(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    public static partial int ActionsAddOpen(void* actions, int fd, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int ActionsAddDup(void* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static partial int ActionsAddChangeDirectory(void* actions, byte* path);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    public static partial int ActionsAddCloseFrom(void* actions, int from);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int AttributesInit(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int AttributesSetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int AttributesSetSigDefault(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int AttributesSetSigMask(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial int SigFillSet(void* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int SigEmptySet(void* signals);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Prctl(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(int fd, int mode, long offset, long length);

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

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int fd, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint SetSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentPid();

    [LibraryImport("libc", EntryPoint = "strerror")]
    private static partial nint StrError(int error);

    /// <summary>The system's words for an error number.</summary>
    public static string Describe(int error) => Marshal.PtrToStringUTF8(StrError(error)) ?? $"error {error}";

    /// <summary>Waits for a child; <see cref="WaitKeep"/> leaves it to be waited for again. 0, or -1 with the last error.</summary>
    public static int WaitId(int idType, int id, out ChildExit child, int options)
    {
        // The raw call, because libc's own leaves out the resource usage, and that is gone once the child is reaped.
        var info = stackalloc byte[128];
        var usage = stackalloc long[18];
        new Span<byte>(info, 128).Clear();
        var number = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 95 : 247;
        var result = (int)Syscall(number, idType, id, (nint)info, options, (nint)usage);
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

/// <summary>What waitid tells of a child. Layout of siginfo_t on 64-bit Linux.</summary>
internal record struct ChildExit
{
    private const int Exited = 1;

    public int Code;
    public int Pid;
    public int Status;
    public long CpuMicros;
    public long PeakBytes;

    public readonly int? ExitCode => Code == Exited ? Status : null;

    public readonly int? Signal => Code == Exited ? null : Status;
}
