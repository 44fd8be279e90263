using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Store.Local;

/// <summary>The file of a task's result, as the task itself adds to it.</summary>
public static class ResultFile
{
    /// <summary>
    /// Changes the file in one step, one caller after the other: none loses what another one added.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="change">What it is to hold, of what it holds; null where it is not there.</param>
    /// <exception cref="IOException">It cannot be written; what was there stays.</exception>
    public static void Update(string path, Func<byte[]?, string> change)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var descriptor = Posix.Open(directory, Posix.ReadOnly, 0);
        if (descriptor < 0)
        {
            throw new IOException($"cannot open {directory}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // The lock is on the directory, for the file itself is another one after each change.
        using var held = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Posix.Flock(descriptor, Posix.LockExclusive) != 0)
        {
            throw new IOException($"cannot lock {directory}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var text = change(File.Exists(path) ? File.ReadAllBytes(path) : null);
        var part = path + "-part";
        File.WriteAllText(part, text + "\n");
        if (Posix.Rename(part, path) != 0)
        {
            throw new IOException($"cannot write {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
