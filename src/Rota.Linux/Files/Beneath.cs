using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>
/// Files beneath a directory, by names that never lead out of it: neither by what they say nor by links, also where
/// somebody changes them meanwhile. The system sees to that with each name.
/// </summary>
public sealed unsafe class Beneath : IDisposable
{
    private const int AllRights = 0b111_111_111;
    private const int ReadAndWrite = 0b110_110_110;
    private const uint Private = 0b111_000_000;
    private const int Leaves = 18;
    private const int Unknown = 38;
    private const int ToWrite = Posix.ReadWriteCreate | Posix.NonBlocking;
    private readonly SafeFileHandle directory;
    private readonly string path;

    private Beneath(SafeFileHandle directory, string path) => (this.directory, this.path) = (directory, path);

    /// <summary>Which directory this is, by its number on its file system.</summary>
    public FileStamp Stamp => FileStamp.Of(directory);

    /// <summary>Opens a directory; links on the way to it are followed.</summary>
    /// <exception cref="IOException">It is not there, or may not be entered.</exception>
    public static Beneath Open(string path)
    {
        var descriptor = Posix.Open(path, Posix.ReadOnly, 0);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FileStamp.Of(handle).IsDirectory)
        {
            return new Beneath(handle, path);
        }

        handle.Dispose();
        throw new IOException($"{path} is no directory");
    }

    /// <summary>Opens a regular file to read it. A pipe is not waited for.</summary>
    /// <exception cref="IOException">It is not there, is none, or leads out of the directory.</exception>
    public SafeFileHandle Read(string name)
    {
        var file = OpenAt(name, Posix.ReadOnly | Posix.NonBlocking, 0);
        if (FileStamp.Of(file) is { IsRegular: false } stamp)
        {
            file.Dispose();
            throw new IOException($"{path}/{name} is {(stamp.IsDirectory ? "a directory" : "no regular file")}");
        }

        return file;
    }

    /// <summary>What stands under a name; null where nothing does.</summary>
    /// <exception cref="IOException">It leads out of the directory, or may not be looked at.</exception>
    public FileStamp? Find(string name)
    {
        try
        {
            using var file = OpenAt(name, NativeTree.NameOnly | 0x80000, 0);
            return FileStamp.Of(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens a file to go on with it; makes it, and the directories on the way, where they are not.</summary>
    /// <param name="name">The file.</param>
    /// <param name="mask">Rights that nobody gets, as with umask.</param>
    /// <param name="runs">Whether it can be run.</param>
    /// <exception cref="IOException">It leads out of the directory, or the disk is full.</exception>
    public SafeFileHandle Write(string name, int mask, bool runs)
    {
        for (var at = name.IndexOf('/'); at > 0; at = name.IndexOf('/', at + 1))
        {
            Make(name[..at], (uint)(AllRights & ~mask));
        }

        var file = OpenAt(name, ToWrite, Private);
        _ = NativeTree.ChangeMode(Number(file), (uint)((runs ? AllRights : ReadAndWrite) & ~mask));
        return file;
    }

    /// <summary>Has a file take the place of another, or of none, in one step that survives a power cut.</summary>
    public void Replace(string name, string by)
    {
        using var parent = Parent(name);
        using var texts = new NativeText();
        var from = texts.Add(Path.GetFileName(by));
        var to = texts.Add(Path.GetFileName(name));
        if (NativeTree.RenameAt(Number(parent), from, Number(parent), to) != 0 || Posix.Sync(Number(parent)) != 0)
        {
            throw Failure($"{path}/{name}");
        }
    }

    /// <summary>Removes a file, if it is there.</summary>
    public void Remove(string name)
    {
        using var parent = Parent(name);
        using var texts = new NativeText();
        _ = NativeTree.UnlinkAt(Number(parent), texts.Add(Path.GetFileName(name)), 0);
    }

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();

    private SafeFileHandle Parent(string name) =>
        OpenAt(Path.GetDirectoryName(name) is { Length: > 0 } inside ? inside : ".", Posix.ReadOnly, 0);

    /// <summary>A name of one part is made in its parent, so that no link on the way leads elsewhere.</summary>
    private void Make(string name, uint mode)
    {
        using var parent = Parent(name);
        using var texts = new NativeText();
        if (NativeTree.MakeDirectoryAt(Number(parent), texts.Add(Path.GetFileName(name)), Private) == 0)
        {
            using var made = OpenAt(name, Posix.ReadOnly, 0);
            _ = NativeTree.ChangeMode(Number(made), mode);
        }
    }

    private SafeFileHandle OpenAt(string name, int flags, uint mode)
    {
        using var texts = new NativeText();
        var descriptor = NativeTree.OpenBeneath(Number(directory), texts.Add(name), flags, mode);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure($"{path}/{name}");
    }

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private static IOException Failure(string path) =>
        Marshal.GetLastPInvokeError() switch
        {
            Posix.NoEntry or Posix.NoDirectory => new FileNotFoundException($"{path} does not exist"),
            Leaves or Posix.IsLink => new IOException($"{path} is a link that leads out of its directory"),
            Unknown => new IOException("this kernel is too old to keep names in their directory: Linux 5.6 can"),
            Native.NoSpace or Native.NoQuota => new IOException($"{path}: no space left", Native.NoSpace),
            _ => new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}"),
        };
}
