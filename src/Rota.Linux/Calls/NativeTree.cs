using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>Calls that name files beneath an open directory, so that no link on the way leads elsewhere.</summary>
internal static unsafe partial class NativeTree
{
    public const int IsDirectory = 21;
    public const int NotEmpty = 39;

    /// <summary>O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC.</summary>
    public static int DirectoryOnly => IsArm ? 0x4000 | 0x8000 | 0x80000 : 0x10000 | 0x20000 | 0x80000;

    /// <summary>O_PATH: names it without the right to read it.</summary>
    public const int NameOnly = 0x200000;

    public const int RemoveDirectory = 0x200;

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int directory, byte* name, int flags);

    /// <summary>Nothing on the way may lead out of the directory (RESOLVE_BENEATH, RESOLVE_NO_MAGICLINKS).</summary>
    public const ulong Beneath = 0x8 | 0x2;

    /// <summary>Opens what a name leads to, if it stays in a directory. openat2, the same number everywhere.</summary>
    public static int OpenBeneath(int directory, byte* name, int flags, uint mode)
    {
        var how = stackalloc ulong[] { (ulong)flags, mode, Beneath };
        return (int)Call(437, directory, name, how, 3 * sizeof(ulong));
    }

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeDirectoryAt(int directory, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint directory, byte* name, ulong* how, nint size);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(int directory, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static partial int RenameAt(int from, byte* name, int to, byte* newName);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int fd, uint mode);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    public static partial nint OpenStream(int fd);

    [LibraryImport("libc", EntryPoint = "rewinddir")]
    public static partial void Rewind(nint directory);

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
