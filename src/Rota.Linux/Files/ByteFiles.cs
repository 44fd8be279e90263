using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>Files and directories whose names may be any bytes.</summary>
public static unsafe class ByteFiles
{
    private const int TypeMask = 0xF000;
    private const int DirectoryMode = (int)EntryType.Directory;
    private const int ExecuteBits = 0b001_001_001;

    /// <summary>Whether there is anything, where links lead.</summary>
    public static bool IsThere(string path) => ModeOf(path) is not null;

    /// <summary>Whether there is something that can be read, where links lead: no directory.</summary>
    public static bool IsFile(string path) => ModeOf(path) is { } mode && (mode & TypeMask) != DirectoryMode;

    /// <summary>Whether there is a directory, where links lead.</summary>
    public static bool IsDirectory(string path) => ModeOf(path) is { } mode && (mode & TypeMask) == DirectoryMode;

    /// <summary>Whether there is a file that somebody may execute, where links lead.</summary>
    public static bool IsProgram(string path) =>
        ModeOf(path) is { } mode && (mode & TypeMask) != DirectoryMode && (mode & ExecuteBits) != 0;

    /// <summary>
    /// Whether there is a plain file: no directory, pipe, socket or device, which might never be read to an end.
    /// </summary>
    /// <param name="path">Which.</param>
    /// <param name="followsLinks">Whether it is looked for where links lead.</param>
    public static bool IsRegular(string path, bool followsLinks) =>
        ModeOf(path, followsLinks ? 0 : Posix.NoFollow) is { } mode && (mode & TypeMask) == (int)EntryType.Regular;

    /// <summary>Whether this user may use what is in a directory, by its name.</summary>
    public static bool CanEnter(string directory) =>
        IsThere(Path.Combine(directory, ".")) || Marshal.GetLastPInvokeError() != Posix.AccessDenied;

    /// <summary>Opens a file to be read from its beginning.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It is closed to this user.</exception>
    /// <exception cref="IOException">It cannot be opened; the message says why, and not which.</exception>
    public static FileStream OpenRead(string path)
    {
        var descriptor = Posix.Open(path, Posix.ReadOnly, 0);
        if (descriptor < 0)
        {
            var why = Marshal.GetLastPInvokeErrorMessage();
            throw Marshal.GetLastPInvokeError() switch
            {
                Posix.NoEntry or Posix.NoDirectory => new FileNotFoundException(why),
                Posix.AccessDenied or Posix.NotPermitted => new UnauthorizedAccessException(why),
                _ => new IOException(why),
            };
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            return IsDirectory($"/proc/self/fd/{descriptor}")
                ? throw new IOException("it is a directory")
                : new FileStream(handle, FileAccess.Read, 0);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The regular files below a directory, no link followed, as paths relative to it; one more than the most, where
    /// there are more.
    /// </summary>
    /// <exception cref="IOException">A directory cannot be read. None is left out.</exception>
    public static IReadOnlyList<string> Below(string directory, int countMax)
    {
        var files = new List<string>();
        var directories = new Stack<string>([""]);
        while (files.Count <= countMax && directories.TryPop(out var inside))
        {
            foreach (var (name, type) in Inside(directory, inside))
            {
                var path = inside.Length == 0 ? name : $"{inside}/{name}";
                if (type == EntryType.Directory)
                {
                    directories.Push(path);
                }
                else if (type == EntryType.Regular && files.Count <= countMax)
                {
                    files.Add(path);
                }
            }
        }

        return files;
    }

    private static List<(string Name, EntryType Type)> Inside(string directory, string inside)
    {
        try
        {
            return DirectoryEntries.Of(Path.Combine(directory, inside));
        }
        catch (DirectoryNotFoundException) when (inside.Length > 0)
        {
            return [];
        }
        catch (IOException error) when (inside.Length > 0)
        {
            throw new IOException($"{inside} in it: {error.Message}", error);
        }
    }

    private static int? ModeOf(string path, int flags = 0)
    {
        const int ModeAt = 28;
        const uint TypeAndMode = 0x3;
        var buffer = stackalloc byte[256];
        return Posix.StatX(Posix.CurrentDirectory, path, flags, TypeAndMode, buffer) == 0
            ? *(ushort*)(buffer + ModeAt)
            : null;
    }
}
