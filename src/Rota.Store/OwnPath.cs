using System.Runtime.InteropServices;
using Rota.Core.Bytes;

namespace Rota.Store;

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
}
