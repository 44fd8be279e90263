using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>
/// Removes a directory that others filled: symbolic links are removed and not followed, what is mounted is left alone,
/// rights that were taken away are taken back, and neither depth nor number is bounded.
/// </summary>
internal sealed unsafe class TreeRemoval
{
    /// <summary>Each level holds a descriptor: what lies deeper is moved up first.</summary>
    private const int DepthMax = 64;

    private const uint Private = 0b111_000_000;
    private const int Dot = '.';
    private int top;
    private int moved;
    private int failure;

    private TreeRemoval() { }

    /// <summary>Removes it with all that is in it.</summary>
    /// <param name="path">An absolute path, whose last name must be no link.</param>
    /// <returns>0, also where there is none; else the error number of what could not be removed.</returns>
    public static int Remove(string path)
    {
        using var texts = new NativeText();
        var removal = new TreeRemoval();
        return removal.RemoveDirectory(Posix.CurrentDirectory, texts.Add(path), depth: 0) ? 0 : removal.failure;
    }

    private bool RemoveDirectory(int parent, byte* name, int depth)
    {
        // Before it is entered: where something is mounted, this is refused, and what is there is not ours.
        if (NativeTree.UnlinkAt(parent, name, NativeTree.RemoveDirectory) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Native.NoEntry
            || (error is NativeTree.NotEmpty or Native.Exists ? EmptyAndRemove(parent, name, depth) : Fail(error));
    }

    private bool EmptyAndRemove(int parent, byte* name, int depth)
    {
        if (depth > DepthMax)
        {
            return MoveUp(parent, name);
        }

        var stream = Open(parent, name, out var directory);
        if (stream == 0)
        {
            return Marshal.GetLastPInvokeError() is var error && (error == Native.NoEntry || Fail(error));
        }

        try
        {
            top = depth == 0 ? directory : top;
            _ = NativeTree.ChangeMode(directory, Private);

            // Entries may be passed over while others go: it is empty when a round finds none.
            while (Sweep(stream, directory, depth) is var (found, removed) && found > 0)
            {
                if (removed == 0)
                {
                    return false;
                }

                NativeTree.Rewind(stream);
            }
        }
        finally
        {
            _ = NativePaths.CloseDirectory(stream);
        }

        return NativeTree.UnlinkAt(parent, name, NativeTree.RemoveDirectory) == 0
            || Marshal.GetLastPInvokeError() is var last && (last == Native.NoEntry || Fail(last));
    }

    private (long Found, long Removed) Sweep(nint stream, int directory, int depth)
    {
        var (found, removed) = (0L, 0L);
        while (NativePaths.ReadDirectory(stream) is var entry && entry != null)
        {
            var name = entry + NativePaths.NameAt;
            if (name[0] == Dot && (name[1] == 0 || (name[1] == Dot && name[2] == 0)))
            {
                continue;
            }

            found++;
            removed += RemoveEntry(directory, name, depth) ? 1 : 0;
        }

        return (found, removed);
    }

    private bool RemoveEntry(int directory, byte* name, int depth)
    {
        if (NativeTree.UnlinkAt(directory, name, 0) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Native.NoEntry
            || (error == NativeTree.IsDirectory ? RemoveDirectory(directory, name, depth + 1) : Fail(error));
    }

    /// <summary>Opens a directory to be read, also one that its owner may not read any more.</summary>
    private static nint Open(int parent, byte* name, out int directory)
    {
        directory = NativeTree.OpenAt(parent, name, NativeTree.DirectoryOnly);
        if (directory < 0 && Marshal.GetLastPInvokeError() == Native.AccessDenied)
        {
            var named = NativeTree.OpenAt(parent, name, NativeTree.DirectoryOnly | NativeTree.NameOnly);
            if (named >= 0)
            {
                _ = NativePaths.ChangeMode(
                    string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{named}"),
                    Private
                );
                _ = NativeFile.Close(named);
                directory = NativeTree.OpenAt(parent, name, NativeTree.DirectoryOnly);
            }
        }

        return directory < 0 ? 0 : NativeTree.OpenStream(directory);
    }

    /// <summary>What is so deep becomes an entry of the first level, which is swept until nothing is left.</summary>
    private bool MoveUp(int parent, byte* name)
    {
        var other = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $".rota-deep-{++moved}\0"));
        fixed (byte* newName = other)
        {
            return NativeTree.RenameAt(parent, name, top, newName) == 0 || Fail(Marshal.GetLastPInvokeError());
        }
    }

    private bool Fail(int error)
    {
        failure = failure == 0 ? error : failure;
        return false;
    }
}
