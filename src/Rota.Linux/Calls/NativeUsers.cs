using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Rota.Linux.Calls;

/// <summary>The calls by which a process, or one thread of it, comes to act as another user.</summary>
internal static unsafe partial class NativeUsers
{
    /// <summary>Leaves a number as it is.</summary>
    public const uint Same = uint.MaxValue;

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    public static partial int SetGroup(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    public static partial int SetUser(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "getresuid")]
    public static partial int Users(uint* real, uint* effective, uint* saved);

    [LibraryImport("libc", EntryPoint = "getgrouplist")]
    public static partial int GroupsOf(
        [MarshalUsing(typeof(ByteTextMarshaller))] string user,
        uint group,
        uint* groups,
        int* count
    );

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true)]
    public static partial int ChangeOwner(
        [MarshalUsing(typeof(ByteTextMarshaller))] string path,
        uint user,
        uint group
    );

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true)]
    public static partial int Execute(byte* program, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "chdir", SetLastError = true)]
    public static partial int ChangeDirectory([MarshalUsing(typeof(ByteTextMarshaller))] string path);

    /// <summary>
    /// Has this thread alone, by the system's own calls, use files as somebody else: those of the C library would
    /// change every thread.
    /// </summary>
    public static void UseFilesAs(uint user, uint group, ReadOnlySpan<uint> groups)
    {
        fixed (uint* first = groups)
        {
            Require(Native.Syscall(IsArm ? 159 : 116, groups.Length, (nint)first, 0, 0, 0) == 0);
        }

        // They answer with the number of before, and never with an error: the second call tells what the first did.
        _ = Native.Syscall(IsArm ? 152 : 123, (nint)group, 0, 0, 0, 0);
        Require((uint)Native.Syscall(IsArm ? 152 : 123, (nint)group, 0, 0, 0, 0) == group);
        _ = Native.Syscall(IsArm ? 151 : 122, (nint)user, 0, 0, 0, 0);
        Require((uint)Native.Syscall(IsArm ? 151 : 122, (nint)user, 0, 0, 0, 0) == user);
    }

    /// <summary>Gives this process keys of its own in place of those of whoever started it.</summary>
    public static void LeaveKeys() => _ = Native.Syscall(IsArm ? 219 : 250, 1, 0, 0, 0, 0);

    /// <summary>Closes all descriptors from one on.</summary>
    public static void CloseFrom(int first) => _ = Native.Syscall(436, first, int.MaxValue, 0, 0, 0);

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private static void Require(bool isDone)
    {
        if (!isDone)
        {
            throw new UnauthorizedAccessException("only root can act as another user");
        }
    }
}
