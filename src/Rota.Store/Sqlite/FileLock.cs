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
    private readonly string path;

    /// <summary>Opens the lock file, creating it where it is missing.</summary>
    public FileLock(string path)
    {
        this.path = path;

        // Not File.Open: for FileShare that takes a flock of its own, and fails where another process has this one.
        var descriptor = Posix.Open(path, Posix.ReadWriteCreate, Posix.PrivateFile);
        file =
            descriptor >= 0
                ? new SafeFileHandle(descriptor, ownsHandle: true)
                : throw new StoreException(
                    StoreFailure.ReadOnly,
                    $"cannot open {path} for writing ({Marshal.GetLastPInvokeErrorMessage()}). "
                        + "Make it writable, or name another state with --state DIR"
                );
    }

    /// <summary>Whether somebody holds the lock; for those who only look, on a disk that may only be read too.</summary>
    public static bool IsHeld(string path)
    {
        var descriptor = Posix.Open(path, Posix.ReadOnly, 0);
        if (descriptor < 0)
        {
            // Nobody ever held it, or it is not ours to ask.
            return false;
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        return Posix.Flock(descriptor, Posix.LockExclusive | Posix.LockNonBlocking) != 0;
    }

    /// <summary>How often it was not free at once.</summary>
    public long Contention { get; private set; }

    /// <summary>Takes the lock if it is free.</summary>
    public bool TryEnter() =>
        Posix.Flock((int)file.DangerousGetHandle(), Posix.LockExclusive | Posix.LockNonBlocking) == 0;

    /// <summary>Takes the lock, waiting up to the limit for its holder.</summary>
    /// <exception cref="StoreException">Still held after the limit.</exception>
    public void Enter(TimeSpan limit)
    {
        if (TryEnter())
        {
            return;
        }

        Contention++;
        var started = Stopwatch.GetTimestamp();
        while (!TryEnter())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new StoreException(
                    StoreFailure.Busy,
                    $"{path} has been held for more than {limit.TotalSeconds:0} s by pid {ReadHolder() ?? "?"}. "
                        + "End or continue that process (kill -CONT)"
                );
            }

            // flock has no deadline: a short poll is the price of one.
            Thread.Sleep(1);
        }
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

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
