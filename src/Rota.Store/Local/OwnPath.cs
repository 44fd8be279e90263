using System.Runtime.InteropServices;
using Rota.Core.Bytes;
using Rota.Linux.Calls;

namespace Rota.Store.Local;

/// <summary>Paths from where this process is, whatever bytes are in the name of that directory.</summary>
public static class OwnPath
{
    /// <summary>The directory this process is in.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public static unsafe string Current
    {
        get
        {
            var buffer = stackalloc byte[NativePaths.LengthMax];
            return NativePaths.WorkingDirectory(buffer, NativePaths.LengthMax) != 0
                ? ByteText.Of(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer))
                : throw new IOException(
                    $"the directory this was called in cannot be named: {Marshal.GetLastPInvokeErrorMessage()}. "
                        + "Go to another: cd"
                );
        }
    }

    /// <summary>An absolute path.</summary>
    public static string Full(string path) => Path.GetFullPath(path, Path.IsPathRooted(path) ? "/" : Current);

    /// <summary>The absolute path of a state: its processes hand it to each other, to SQLite and to tasks.</summary>
    /// <exception cref="StoreException">It is not UTF-8.</exception>
    public static string OfState(string path) =>
        Full(path) is var full && ByteText.IsUtf8(full)
            ? full
            : throw new StoreException(
                StoreFailure.Unsafe,
                $"the state cannot be in {ByteText.Visible(full)}: that path is not UTF-8. "
                    + "Name another with --state DIR or ROTA_STATE; jobs may run in any directory"
            );
}
