using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>
/// A lock between processes on a file of its own, freed by the system when its holder dies. Never on the database
/// file itself: closing any descriptor of that would drop SQLite's locks.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle file;

    /// <summary>Opens the lock file, creating it where it is missing.</summary>
    public FileLock(string path)
        // Not File.Open: for FileShare that takes a flock of its own, and fails where another process has this one.
        : this(path, Posix.Open(path, Posix.ReadWriteCreate, Posix.PrivateFile)) { }

    private FileLock(string path, int descriptor) =>
        file =
            descriptor >= 0
                ? new SafeFileHandle(descriptor, ownsHandle: true)
                : throw new StoreException(
                    StoreFailure.ReadOnly,
                    $"cannot open {path} for writing ({Marshal.GetLastPInvokeErrorMessage()}). "
                        + "Make it writable, or name another state with --state DIR"
                );

    /// <summary>
    /// A lock on a directory that is there: nothing is written for it, so it works on a full disk too.
    /// </summary>
    internal static FileLock OfDirectory(string path) => new(path, Posix.Open(path, Posix.ReadOnly, 0));

    /// <summary>
    /// Whether somebody holds a lock that is never shared. For those who only look, even where nothing can be written:
    /// none of them takes another for the holder.
    /// </summary>
    public static bool IsHeld(string path)
    {
        using var file = Existing(path);
        return file?.TryShare() == false;
    }

    /// <summary>
    /// Whether somebody has at least a share of the lock. Two that look at once take each other for one: the caller sees
    /// to it that nobody else does.
    /// </summary>
    internal static bool IsShared(string path)
    {
        using var file = Existing(path);
        return file?.TryEnter() == false;
    }

    /// <summary>
    /// Who holds a lock that is never shared, as far as it was written down; null for nobody. For those who only look.
    /// </summary>
    public static string? HolderOf(string path)
    {
        using var file = Existing(path);
        return file?.TryShare() == false ? file.ReadHolder() : null;
    }

    /// <summary>How often it was not free at once.</summary>
    public long Contention { get; private set; }

    /// <summary>Takes the lock if it is free.</summary>
    public bool TryEnter() => Try(Posix.LockExclusive);

    /// <summary>Takes the lock, waiting up to the limit for its holder.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool TryEnter(TimeSpan limit)
    {
        if (TryEnter())
        {
            return true;
        }

        Contention++;
        return Poll(TryEnter, limit);
    }

    /// <summary>
    /// Takes a share of the lock, or changes to it, waiting up to the limit for one who has it alone.
    /// </summary>
    /// <returns>Whether it was taken.</returns>
    public bool TryShare(TimeSpan limit) => Poll(TryShare, limit);

    private static bool Poll(Func<bool> take, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        while (!take())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                return false;
            }

            // flock has no deadline: a short poll is the price of one.
            Thread.Sleep(1);
        }

        return true;
    }

    /// <summary>Frees it.</summary>
    public void Exit() => _ = Posix.Flock((int)file.DangerousGetHandle(), Posix.Unlock);

    /// <summary>Writes who holds it, for people.</summary>
    public void SignHolder()
    {
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(
            file,
            System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
            0
        );
    }

    /// <summary>Who holds it, as far as it was written down.</summary>
    public string? ReadHolder()
    {
        Span<byte> text = stackalloc byte[32];
        var read = RandomAccess.Read(file, text, 0);
        return read == 0 ? null : System.Text.Encoding.ASCII.GetString(text[..read]);
    }

    /// <summary>The pid that holds it as the system knows, signed or not; null where it cannot be told.</summary>
    public string? FindHolder() => SystemLocks.HolderOf(file);

    /// <summary>
    /// A lock that was held before, also where nothing can be written; null where nobody ever held it, or it is not ours
    /// to ask.
    /// </summary>
    internal static FileLock? Existing(string path) =>
        Posix.Open(path, Posix.ReadOnly, 0) is >= 0 and var descriptor ? new FileLock(path, descriptor) : null;

    private bool TryShare() => Try(Posix.LockShared);

    private bool Try(int kind) => Posix.Flock((int)file.DangerousGetHandle(), kind | Posix.LockNonBlocking) == 0;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
