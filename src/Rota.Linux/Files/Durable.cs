using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>Files that get their name only when they are whole, and keep it when the power fails.</summary>
internal static class Durable
{
    /// <summary>Makes a directory and those above it, each for its user alone.</summary>
    public static void CreatePrivateDirectory(string path)
    {
        if (!Directory.Exists(path))
        {
            CreatePrivateDirectory(Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// Gives a file or directory its final name, in place of a file or an empty directory of that name.
    /// </summary>
    public static void Rename(string from, string to)
    {
        if (Posix.Rename(from, to) != 0)
        {
            throw new IOException($"cannot rename {from} to {to}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        SyncDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>Has the names in a directory written to the disk.</summary>
    public static void SyncDirectory(string path)
    {
        var descriptor = Posix.Open(path, Posix.ReadOnly, 0);
        if (descriptor < 0)
        {
            throw new IOException($"cannot open {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        using var directory = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Posix.Sync(descriptor) != 0)
        {
            throw new IOException($"cannot write {path} to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
