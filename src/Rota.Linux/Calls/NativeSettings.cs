using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>
/// The calls that read and set what children inherit. All but the limits are a thread's own in Linux, the umask once
/// its thread has parted from the others.
/// </summary>
internal static unsafe partial class NativeSettings
{
    /// <summary>What a thread has to itself after unshare(2): umask and working directory.</summary>
    public const int FileSystem = 0x200;

    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial int Umask(int mask);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int what);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    public static partial int GetNice(int which, int thread);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetNice(int which, int thread, int nice);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    public static partial int GetCpus(int thread, nint size, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static partial int SetCpus(int thread, nint size, byte* mask);

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    public static partial int Limit(int pid, int resource, ulong* wanted, ulong* former);

    [LibraryImport("libc", EntryPoint = "sysconf")]
    public static partial long Configuration(int name);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint first, nint second, nint third);

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>The policy of a thread; by number, as one C library refuses these calls.</summary>
    public static int GetScheduling(int thread, out int priority)
    {
        var parameter = 0;
        _ = Syscall(IsArm ? 121 : 143, thread, (nint)(&parameter), 0);
        priority = parameter;
        return (int)Syscall(IsArm ? 120 : 145, thread, 0, 0);
    }

    public static bool SetScheduling(int policy, int priority) =>
        Syscall(IsArm ? 119 : 144, 0, policy, (nint)(&priority)) == 0;

    public static int GetDiskPriority(int thread) => (int)Syscall(IsArm ? 31 : 252, OneThread, thread, 0);

    public static bool SetDiskPriority(int priority) => Syscall(IsArm ? 30 : 251, OneThread, 0, priority) == 0;

    private const int OneThread = 1;
}
