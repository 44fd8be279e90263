using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Rota.Linux.Calls;

/// <summary>The few calls of the system that .NET does not offer.</summary>
internal static partial class Posix
{
    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const int Unlock = 8;

    /// <summary>Not inherited, and a terminal that it names does not become this process's.</summary>
    public const int ReadOnly = 0x80100;
    public const int NonBlocking = 0x800;

    /// <summary>A symbolic link in the last place is not followed.</summary>
    public static int NoLink => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;
    public const int ReadWriteCreate = 0x2 | 0x40 | 0x80000;
    public const uint PrivateFile = 0x180;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open([MarshalUsing(typeof(ByteTextMarshaller))] string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(int fd, int operation);

    public const int SigKill = 9;

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int fd);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true)]
    public static partial int Rename(
        [MarshalUsing(typeof(ByteTextMarshaller))] string from,
        [MarshalUsing(typeof(ByteTextMarshaller))] string to
    );

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static partial int SyncFileSystem(int fd);

    public const int Read = 1;
    public const int ReadAndWrite = 3;
    public const int Shared = 1;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true)]
    public static unsafe partial int StatFs([MarshalUsing(typeof(ByteTextMarshaller))] string path, byte* buffer);

    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int AccessDenied = 13;
    public const int NoDirectory = 20;
    public const int IsLink = 40;

    public const int CurrentDirectory = -100;
    public const int NoFollow = 0x100;
    public const int EmptyPath = 0x1000;

    /// <summary>Type, mode, owner and group.</summary>
    public const uint BasicFacts = 0x1B;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static unsafe partial int StatX(
        int directory,
        [MarshalUsing(typeof(ByteTextMarshaller))] string path,
        int flags,
        uint mask,
        byte* buffer
    );

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    private const int FutexWaitShared = 0;
    private const int FutexWakeShared = 1;

    /// <summary>Waits while the word, in memory that processes share, has this value (futex(2)).</summary>
    public static unsafe void FutexWait(int* word, int value, TimeSpan limit)
    {
        var timeout = stackalloc long[] { (long)limit.TotalSeconds, limit.Ticks % TimeSpan.TicksPerSecond * 100 };
        _ = Futex(FutexCall, word, FutexWaitShared, value, timeout, 0, 0);
    }

    /// <summary>Wakes all who wait at the word, in whatever process.</summary>
    public static unsafe void FutexWake(int* word) =>
        _ = Futex(FutexCall, word, FutexWakeShared, int.MaxValue, null, 0, 0);

    private static nint FutexCall => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 98 : 202;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint Futex(
        nint call,
        int* word,
        nint operation,
        nint value,
        long* timeout,
        nint other,
        nint third
    );
}
