using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>Reads files whose content is nobody else's business: secrets.</summary>
internal static class PrivateText
{
    /// <summary>The content of a regular file of a trusted owner that is closed to all others.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Bytes that are read at most; one more tells that there are more.</param>
    /// <param name="user">Whose it may be beside root's; null for this process's user.</param>
    /// <exception cref="IOException">It cannot be read, or others could have written or can read it.</exception>
    public static ReadOnlySpan<byte> Read(string path, int most, uint? user = null)
    {
        // Not blocking: a pipe without a writer would hold up all others.
        var descriptor = Posix.Open(path, Posix.ReadOnly | Posix.NonBlocking, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{Marshal.GetLastPInvokeErrorMessage()}. Put the value there, for your eyes only");
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        var facts = FileRights.Of(file);
        if (!facts.IsRegular)
        {
            throw new IOException("it is no regular file. Name one that holds the value");
        }

        if (facts.IsWorldOpen)
        {
            throw new IOException($"all users can read or write it. Close it: chmod 600 {path}");
        }

        if (facts.Owner != (user ?? Account.Me) && facts.Owner != 0)
        {
            throw new IOException($"it belongs to {Account.Describe(facts.Owner)}. Name one of yours");
        }

        var bytes = new byte[most + 1];
        var length = 0;
        while (length < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
        }

        return bytes.AsSpan(0, length);
    }
}
