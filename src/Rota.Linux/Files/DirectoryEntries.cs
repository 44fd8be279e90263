using System.Runtime.InteropServices;
using Rota.Core.Bytes;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>What directories hold, under names of any bytes.</summary>
internal static unsafe class DirectoryEntries
{
    private const int TypeMask = 0xF000;

    /// <summary>What is in a directory; what goes away meanwhile is left out.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why, and not which.</exception>
    public static List<(string Name, EntryType Type)> Of(string directory)
    {
        var stream = NativePaths.OpenDirectory(directory);
        if (stream == 0)
        {
            throw Failure();
        }

        try
        {
            var entries = new List<(string, EntryType)>();
            while (NativePaths.ReadDirectory(stream) is var entry && entry != null)
            {
                var name = ByteText.Of(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NativePaths.NameAt));
                if (name is not ("." or ".."))
                {
                    // The upper bits of a mode are the type of an entry, where the file system tells it here.
                    var mode = entry[NativePaths.TypeAt] << 12;
                    entries.Add((name, (EntryType)(mode != 0 ? mode : TypeOf(Path.Combine(directory, name)))));
                }
            }

            return Marshal.GetLastPInvokeError() == 0 ? entries : throw Failure();
        }
        finally
        {
            _ = NativePaths.CloseDirectory(stream);
        }
    }

    /// <summary>Where a symbolic link leads, as it says itself; null where there is none.</summary>
    public static string? LinkTarget(string path)
    {
        var buffer = stackalloc byte[NativePaths.LengthMax];
        return NativePaths.ReadLink(path, buffer, NativePaths.LengthMax) is > 0 and var length
            ? ByteText.Of(new ReadOnlySpan<byte>(buffer, (int)length))
            : null;
    }

    private static int TypeOf(string path) => (FileFacts.Of(path)?.Mode ?? 0) & TypeMask;

    private static IOException Failure() =>
        Marshal.GetLastPInvokeError() == Posix.NoEntry
            ? new DirectoryNotFoundException(Marshal.GetLastPInvokeErrorMessage())
            : new IOException(Marshal.GetLastPInvokeErrorMessage());
}

/// <summary>What an entry of a directory is, as in the mode of stat(2).</summary>
internal enum EntryType
{
    /// <summary>It was gone when it was looked at.</summary>
    Gone = 0,

    /// <summary>A directory.</summary>
    Directory = 0x4000,

    /// <summary>A plain file.</summary>
    Regular = 0x8000,

    /// <summary>A symbolic link.</summary>
    Link = 0xA000,
}
