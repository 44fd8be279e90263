using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Rota.Linux.Calls;

/// <summary>Calls of the system that name files, for names that .NET would change.</summary>
internal static unsafe partial class NativePaths
{
    /// <summary>Where the type of an entry is that <see cref="ReadDirectory"/> gives.</summary>
    public const int TypeAt = 18;

    /// <summary>Where its name is.</summary>
    public const int NameAt = 19;

    /// <summary>Longest path that the system takes, with its final zero.</summary>
    public const int LengthMax = 4096;

    [LibraryImport("libc", EntryPoint = "getcwd", SetLastError = true)]
    public static partial nint WorkingDirectory(byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    public static partial nint ReadLink(
        [MarshalUsing(typeof(ByteTextMarshaller))] string path,
        byte* buffer,
        nint length
    );

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true)]
    public static partial int ChangeMode([MarshalUsing(typeof(ByteTextMarshaller))] string path, uint mode);

    [LibraryImport("libc", EntryPoint = "truncate", SetLastError = true)]
    public static partial int Truncate([MarshalUsing(typeof(ByteTextMarshaller))] string path, long length);

    [LibraryImport("libc", EntryPoint = "remove", SetLastError = true)]
    public static partial int Remove([MarshalUsing(typeof(ByteTextMarshaller))] string path);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    public static partial nint OpenDirectory([MarshalUsing(typeof(ByteTextMarshaller))] string path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    public static partial byte* ReadDirectory(nint directory);

    [LibraryImport("libc", EntryPoint = "closedir")]
    public static partial int CloseDirectory(nint directory);
}
