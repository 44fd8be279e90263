using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Rota.Linux.Calls;

/// <summary>
/// Files by descriptor, for what is opened with every task: a SafeFileHandle asks for the kind of the file and takes
/// an advisory lock, which is four calls where two would do.
/// </summary>
internal static unsafe partial class NativeFile
{
    public const int ReadOnly = 0x80100;
    public const int ReadWrite = 0x2 | 0x80000;
    public const int FromEnd = 2;
    public const int PunchHoleKeepSize = 3;

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(int fd, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open([MarshalUsing(typeof(ByteTextMarshaller))] string path, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Create([MarshalUsing(typeof(ByteTextMarshaller))] string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int fd, int command, nint argument);

    /// <summary>A file that is in memory alone, and not inherited.</summary>
    public static int InMemory(string name) => CreateInMemory(name, CloseOnExec | AllowSealing);

    /// <summary>Nobody can change it any more.</summary>
    public static void Seal(int fd) => _ = Control(fd, AddSeals, SealAll);

    private const uint CloseOnExec = 1;
    private const uint AllowSealing = 2;
    private const int AddSeals = 1033;
    private const nint SealAll = 0xF;

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true)]
    private static partial int CreateInMemory([MarshalUsing(typeof(ByteTextMarshaller))] string name, uint flags);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    public static partial int MakeDirectory([MarshalUsing(typeof(ByteTextMarshaller))] string path, int mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "read")]
    public static partial nint Read(int fd, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint ReadAt(int fd, byte* buffer, nint count, long offset);

    [LibraryImport("libc", EntryPoint = "lseek")]
    public static partial long Seek(int fd, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true)]
    public static partial int Link(
        [MarshalUsing(typeof(ByteTextMarshaller))] string path,
        [MarshalUsing(typeof(ByteTextMarshaller))] string name
    );
}
