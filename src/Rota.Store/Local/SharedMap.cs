using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Slots;
using Rota.Linux.Calls;

namespace Rota.Store.Local;

/// <summary>
/// A few pages that all processes of a state share: who holds the write lock, and the members' beats. Soft state in
/// memory; nothing here is ever flushed or trusted.
/// </summary>
public sealed unsafe class SharedMap : IDisposable
{
    /// <summary>Heartbeats there is place for: more than members.</summary>
    private const int BeatCount = 256;

    private const int BeatLongs = 16;
    private const int HeaderLongs = 16;
    private const int Bytes = (HeaderLongs + (BeatCount * BeatLongs)) * sizeof(long);
    private readonly long* words;

    /// <summary>Maps the file, creating it where it is missing.</summary>
    public SharedMap(string path)
    {
        var descriptor = Posix.Open(path, Posix.ReadWriteCreate, Posix.PrivateFile);
        if (descriptor < 0)
        {
            throw new StoreException(
                StoreFailure.ReadOnly,
                $"cannot open {path} for writing ({Marshal.GetLastPInvokeErrorMessage()}). "
                    + "Make it writable, or name another state with --state DIR"
            );
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (RandomAccess.GetLength(file) < Bytes)
        {
            // Written, not only lengthened: a page without a block would kill the process when the disk is full.
            RandomAccess.Write(file, new byte[Bytes], 0);
        }

        words = Map(path, descriptor, Posix.ReadAndWrite);
    }

    private SharedMap(long* words) => this.words = words;

    /// <summary>Maps the file of a state for those who only look; null where nobody has made it.</summary>
    public static SharedMap? Open(string path)
    {
        var descriptor = Posix.Open(path, Posix.ReadOnly, 0);
        if (descriptor < 0)
        {
            return null;
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        return RandomAccess.GetLength(file) < Bytes ? null : new SharedMap(Map(path, descriptor, Posix.Read));
    }

    private static long* Map(string path, int descriptor, int protection)
    {
        var mapped = Posix.Map(0, Bytes, protection, Posix.Shared, descriptor, 0);
        return mapped == -1
            ? throw new StoreException(
                StoreFailure.Unreachable,
                $"cannot map {path}: {Marshal.GetLastPInvokeErrorMessage()}"
            )
            : (long*)mapped;
    }

    /// <summary>The process that holds the write lock, pid 0 for none, and the number of its holding.</summary>
    public (LockHolder Process, long Holding) Holder =>
        (new LockHolder((int)Volatile.Read(ref words[0]), Volatile.Read(ref words[3])), Volatile.Read(ref words[1]));

    /// <summary>Whether two incarnations would show their beats in the same place.</summary>
    public static bool IsSamePlace(long one, long other) => one % BeatCount == other % BeatCount;

    /// <summary>Notes that a process holds the write lock.</summary>
    public void Hold(LockHolder holder)
    {
        words[1]++;
        words[3] = holder.StartTicks;
        Volatile.Write(ref words[0], holder.Pid);
    }

    /// <summary>Notes that nobody holds it.</summary>
    public void Release() => Volatile.Write(ref words[0], 0);

    /// <summary>How often somebody rang.</summary>
    public int Notifications => Volatile.Read(ref *Notifier);

    /// <summary>Tells all who wait that something was written.</summary>
    public void Notify()
    {
        Interlocked.Increment(ref *Notifier);
        Posix.FutexWake(Notifier);
    }

    /// <summary>Waits until somebody has rung since, or the time is over.</summary>
    public void AwaitRing(int since, TimeSpan limit)
    {
        if (Notifications == since)
        {
            Posix.FutexWait(Notifier, since, limit);
        }
    }

    private int* Notifier => (int*)(words + 2);

    /// <summary>Shows a member's beat.</summary>
    public void Write(Heartbeat beat)
    {
        var at = At(beat.Incarnation);
        (at[0], at[2], at[3], at[4]) = (beat.Incarnation, beat.LastBusy, beat.CostP99, beat.LatenessP99);
        (at[5], at[6], at[7], at[8]) = (beat.Overruns, beat.Steals, beat.Contention, beat.Debt);
        Volatile.Write(ref at[1], beat.Turns);
    }

    /// <summary>Shows only that a member works, and when it last did: two words, cheap enough for every turn.</summary>
    public void WriteBusy(long incarnation, long turns, long now)
    {
        var at = At(incarnation);
        Volatile.Write(ref at[2], now);
        Volatile.Write(ref at[1], turns);
    }

    /// <summary>The newest beat of a member; one of another incarnation when it has not shown any.</summary>
    public Heartbeat Read(long incarnation)
    {
        var at = At(incarnation);
        return new Heartbeat
        {
            Turns = Volatile.Read(ref at[1]),
            Incarnation = at[0],
            LastBusy = at[2],
            CostP99 = at[3],
            LatenessP99 = at[4],
            Overruns = at[5],
            Steals = at[6],
            Contention = at[7],
            Debt = at[8],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Posix.Unmap((nint)words, Bytes);

    private long* At(long incarnation) => words + HeaderLongs + (incarnation % BeatCount * BeatLongs);
}
