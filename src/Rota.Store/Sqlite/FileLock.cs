using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rota.Store.Sqlite;

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

    private FileLock(SafeFileHandle file) => this.file = file;

    /// <summary>
    /// A lock on a directory that is there: nothing is written for it, so it works on a full disk too.
    /// </summary>
    internal static FileLock OfDirectory(string path) => new(path, Posix.Open(path, Posix.ReadOnly, 0));

    /// <summary>Whether somebody holds the lock: for those who only look, even where nothing can be written.</summary>
    public static bool IsHeld(string path)
    {
        using var file = Look(path);
        return file is not null && !IsFree(file);
    }

    /// <summary>
    /// Who holds a lock that is never shared, as far as it was written down; null for nobody. For those who only look:
    /// none of them takes another for the holder.
    /// </summary>
    public static string? HolderOf(string path)
    {
        using var file = Look(path);
        return file is not null && Posix.Flock(Descriptor(file), Posix.LockShared | Posix.LockNonBlocking) != 0
            ? Holder(file)
            : null;
    }

    /// <summary>How often it was not free at once.</summary>
    public long Contention { get; private set; }

    /// <summary>Takes the lock if it is free.</summary>
    public bool TryEnter() => IsFree(file);

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
    public bool TryShare(TimeSpan limit) =>
        Poll(() => Posix.Flock(Descriptor(file), Posix.LockShared | Posix.LockNonBlocking) == 0, limit);

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
    public void Exit() => _ = Posix.Flock(Descriptor(file), Posix.Unlock);

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
    public string? ReadHolder() => Holder(file);

    /// <summary>The pid that holds it as the system knows, signed or not; null where it cannot be told.</summary>
    public string? FindHolder() => SystemLocks.HolderOf(file);

    /// <summary>
    /// A lock that was held before, also where nothing can be written; null where nobody ever held it, or it is not ours
    /// to ask.
    /// </summary>
    internal static FileLock? Existing(string path) => Look(path) is { } file ? new FileLock(file) : null;

    /// <summary>Opens the file to look; null where nobody ever held it, or it is not ours to ask.</summary>
    private static SafeFileHandle? Look(string path) =>
        Posix.Open(path, Posix.ReadOnly, 0) is >= 0 and var descriptor
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : null;

    /// <summary>Whether the lock was free; then it is taken, as long as the file is open.</summary>
    private static bool IsFree(SafeFileHandle file) =>
        Posix.Flock(Descriptor(file), Posix.LockExclusive | Posix.LockNonBlocking) == 0;

    private static int Descriptor(SafeFileHandle file) => (int)file.DangerousGetHandle();

    private static string? Holder(SafeFileHandle file)
    {
        Span<byte> text = stackalloc byte[32];
        var read = RandomAccess.Read(file, text, 0);
        return read == 0 ? null : System.Text.Encoding.ASCII.GetString(text[..read]);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
