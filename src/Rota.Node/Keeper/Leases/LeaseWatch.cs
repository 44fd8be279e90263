using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Leases;

/// <summary>
/// Asks the owners of partitions whether they still are that, and stops what has a lease when none has said so for
/// long. Counted from the moment of the question, by a clock that goes on while the machine sleeps: whoever replaces an
/// attempt counts from a later one.
/// </summary>
/// <param name="table">The attempts.</param>
/// <param name="queue">Where those go that may start after all.</param>
/// <param name="stop">Ends an attempt, under the gate of the attempts.</param>
/// <param name="link">The lines to owners.</param>
/// <param name="records">What later keepers are to know.</param>
/// <param name="kernel">The clock.</param>
internal sealed class LeaseWatch(
    AttemptTable table,
    SpawnQueue queue,
    Action<KeptAttempt> stop,
    KeeperLink link,
    KeeperRecords records,
    IKernel kernel
)
{
    /// <summary>How often owners are asked, in microseconds.</summary>
    public const long Pace = 5_000_000;

    /// <summary>With a short lease they are asked so many times in it.</summary>
    private const int Share = 4;
    private const long LookMin = 100_000;
    private readonly List<KeptAttempt> held = [];
    private readonly Notifier changes = new();
    private long askedAt = -Pace;
    private long pace = Pace;

    /// <summary>Looks when it is time, until the keeper ends.</summary>
    public void Run()
    {
        while (true)
        {
            var seen = changes.Notifications;
            changes.WaitSince(seen, Look() is { } rest ? TimeSpan.FromMicroseconds(rest) : Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>There is a new line to an owner: it is asked at once.</summary>
    public void Greeted()
    {
        Volatile.Write(ref askedAt, -Pace);
        changes.Notify();
    }

    /// <summary>An attempt has come: with a short lease owners are to be asked more often.</summary>
    public void Took(long leaseMicros)
    {
        if (leaseMicros > 0 && leaseMicros / Share < Volatile.Read(ref pace))
        {
            changes.Notify();
        }
    }

    /// <summary>Whether an attempt may begin to run. Under the gate.</summary>
    public bool MayStart(KeptAttempt attempt) => LeftOf(attempt, kernel.BootMicros) > 0;

    /// <summary>Keeps one that may not, until an owner has answered. Under the gate.</summary>
    public void Hold(KeptAttempt attempt)
    {
        held.Add(attempt);
        changes.Notify();
    }

    /// <summary>The owner of these partitions still is that.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="at">When it was asked.</param>
    public void Renewed(RunnerLine line, long at)
    {
        lock (table.Gate)
        {
            var partitions = link.OwnedBy(line);
            if (at <= 0 || at > kernel.BootMicros || partitions == 0)
            {
                return;
            }

            table.Claims.Renewals.Note(partitions, at);
            if (Leased().Any())
            {
                records.Renewed(at, partitions);
            }

            foreach (var attempt in held.Where(MayStart).ToArray())
            {
                held.Remove(attempt);
                queue.Add(attempt);
            }
        }
    }

    /// <summary>One look.</summary>
    /// <returns>When to look again, in microseconds; null when there is nothing to look after.</returns>
    public long? Look()
    {
        lock (table.Gate)
        {
            var now = kernel.BootMicros;
            var leased = Leased().ToArray();
            foreach (var attempt in leased.Where(attempt => LeftOf(attempt, now) <= 0))
            {
                End(attempt, now);
            }

            held.RemoveAll(attempt => attempt.State != KeptState.Queued);
            pace = leased.Select(attempt => attempt.Terms.SelfStopMicros / Share).Append(Pace).Min();
            var isAny = true;
            if (now - askedAt >= pace || (held.Count > 0 && now - askedAt >= LookMin))
            {
                (askedAt, isAny) = (now, link.AskWhoOwns(now));
            }

            var due = leased.Select(attempt => LeftOf(attempt, now)).Where(left => left > 0);
            return isAny || leased.Length > 0 ? Math.Max(LookMin, due.Append(askedAt + pace - now).Min()) : null;
        }
    }

    private IEnumerable<KeptAttempt> Leased() =>
        table.All.Where(attempt => attempt is { Terms.SelfStopMicros: > 0, State: < KeptState.Ending });

    private long LeftOf(KeptAttempt attempt, long now) => attempt.LeaseLeft(table.Claims.Renewals, now);

    /// <summary>One that has not started has as long from its order: an owner may be about to answer.</summary>
    private void End(KeptAttempt attempt, long now)
    {
        if (attempt.State is KeptState.Waiting or KeptState.Queued)
        {
            if (now - attempt.TakenAt >= attempt.Terms.SelfStopMicros)
            {
                table.TakeBack(attempt);
            }
        }
        else if (attempt.KillAt is null)
        {
            var silent = TimeSpan.FromMicroseconds(now - table.Claims.Renewals.Of(attempt.Job));
            attempt.CutOff = silent;
            records.Log.StoppedCutOff(attempt.Id, attempt.Job, (long)silent.TotalSeconds);
            stop(attempt);
        }
    }
}
