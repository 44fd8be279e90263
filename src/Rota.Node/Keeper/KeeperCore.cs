using System.Diagnostics;
using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Hosting;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// What a keeper knows and does, under one lock: attempts, lanes, journal. Order of every start: journal, spawn,
/// journal. Order of every end: journal, reap, tell.
/// </summary>
internal sealed class KeeperCore(KeeperRecords records, ScratchFiles scratch, KeeperLink link)
{
    // A monitor, not a Lock with semaphores: spawners wait on it without spinning, and spinning is paid for by the tasks.
    private readonly object gate = new();
    private readonly Dictionary<long, KeptAttempt> attempts = [];
    private readonly Dictionary<int, KeptAttempt> byPid = [];
    private readonly Lanes lanes = new();
    private readonly Bell ends = new();
    private readonly Queue<KeptAttempt> queue = new();
    private int spawning;
    private int running;

    /// <summary>The highest epoch of a daemon so far: an earlier one is refused.</summary>
    public long Epoch { get; private set; }

    public RecentlyEnded Ended { get; } = new();

    /// <summary>Rings when a child was born, so that there is something to wait for.</summary>
    public Bell Births { get; } = new();

    /// <summary>Whether nothing lives and nothing waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return running == 0 && spawning == 0 && attempts.Values.All(attempt => attempt.State == KeptState.Over);
            }
        }
    }

    /// <summary>Takes in what an earlier keeper left.</summary>
    public void Restore(IEnumerable<KeptAttempt> known, long epoch)
    {
        lock (gate)
        {
            Epoch = epoch;
            foreach (var attempt in known)
            {
                attempts.Add(attempt.Id, attempt);
                scratch.StartAfter(attempt.Scratch);
                if (attempt.State == KeptState.Running)
                {
                    running++;
                    byPid[attempt.Pid] = attempt;
                }
            }
        }
    }

    /// <summary>A daemon speaks: tells it all that is known, or that a later one has spoken.</summary>
    public bool Greet(long epoch)
    {
        lock (gate)
        {
            if (epoch < Epoch)
            {
                return false;
            }

            if (epoch > Epoch)
            {
                TakeBackWaiting();
                records.Epoch(epoch);
                Epoch = epoch;
            }

            foreach (var attempt in attempts.Values)
            {
                link.Tell(attempt);
            }

            link.SnapshotEnd();
            return true;
        }
    }

    public void Launch(LaunchOrder order, EnvironmentBlock context)
    {
        lock (gate)
        {
            if (attempts.TryGetValue(order.Attempt, out var known))
            {
                link.Tell(known);
                if (!PlantedBug.Is(PlantedBug.LaunchTwice))
                {
                    return;
                }

                attempts.Remove(order.Attempt);
            }

            var attempt = new KeptAttempt(order.Attempt, order.Job)
            {
                Order = order,
                Context = context,
                Lane = (Epoch, order.Lane),
            };
            attempts.Add(attempt.Id, attempt);
            if (order.InPlace)
            {
                lanes.Add(attempt);
            }
            else
            {
                Enqueue(attempt);
            }
        }
    }

    public void Promote(long id)
    {
        lock (gate)
        {
            if (attempts.TryGetValue(id, out var attempt) && attempt.State == KeptState.Waiting)
            {
                lanes.Remove(attempt);
                Enqueue(attempt);
            }
        }
    }

    public void Withdraw(long id)
    {
        lock (gate)
        {
            if (attempts.TryGetValue(id, out var attempt) && attempt.State is KeptState.Waiting or KeptState.Queued)
            {
                TakeBack(attempt);
            }
        }
    }

    /// <summary>Ends an attempt: the signal to its leader now, SIGKILL to all that is left of it after the grace.</summary>
    public void Stop(long id, int signal, TimeSpan grace)
    {
        lock (gate)
        {
            if (!attempts.TryGetValue(id, out var attempt))
            {
                return;
            }

            switch (attempt.State)
            {
                case KeptState.Waiting or KeptState.Queued:
                    TakeBack(attempt);
                    break;
                case KeptState.Spawning:
                    attempt.KillAt = Stopwatch.GetTimestamp();
                    break;
                case KeptState.Running when attempt.KillAt is null:
                    attempt.KillAt = Stopwatch.GetTimestamp() + (long)(grace.TotalSeconds * Stopwatch.Frequency);
                    _ = Native.Kill(attempt.Pid, signal);
                    break;
            }
        }
    }

    /// <summary>The daemon has committed an end: it may be forgotten.</summary>
    public void Acknowledge(long id)
    {
        KeptAttempt? attempt;
        lock (gate)
        {
            if (attempts.TryGetValue(id, out attempt) && attempt.State == KeptState.Over)
            {
                attempts.Remove(id);
                records.Done(id);
                if (records.IsLong)
                {
                    records.Compact(Epoch, attempts.Values);
                }
            }
        }

        // Not before: until the end is committed, readers look for its output in these files.
        if (attempt is { State: KeptState.Over, IsPacked: true, Scratch: > 0 })
        {
            scratch.Return(attempt.Scratch);
        }
    }

    /// <summary>The next attempt to spawn, its intent journaled; waits for one.</summary>
    public KeptAttempt NextToSpawn()
    {
        lock (gate)
        {
            while (true)
            {
                if (!queue.TryDequeue(out var attempt))
                {
                    Monitor.Wait(gate);
                }
                else if (attempt.State == KeptState.Queued && TryIntend(attempt))
                {
                    attempt.State = KeptState.Spawning;
                    spawning++;
                    return attempt;
                }
            }
        }
    }

    private bool TryIntend(KeptAttempt attempt)
    {
        attempt.Started = Now();
        attempt.Scratch = attempt.Scratch == 0 ? scratch.Take() : attempt.Scratch;
        try
        {
            records.Intent(attempt);
            return true;
        }
        catch (IOException error)
        {
            // What cannot be written down must not start: it goes back, and the daemon is told.
            TakeBack(attempt);
            link.Notice($"starts are held back: {error.Message}");
            return false;
        }
    }

    public void Spawned(KeptAttempt attempt, int pid)
    {
        CrashPoint.Reach("keeper-after-spawn");
        var ticks = ProcessTable.Find(pid)?.StartTicks ?? 0;
        lock (gate)
        {
            attempt.Pid = pid;
            attempt.StartTicks = ticks;
            attempt.State = KeptState.Running;
            byPid[pid] = attempt;
            spawning--;
            running++;
            records.Started(attempt);
            link.Tell(attempt);
            if (attempt.KillAt is not null)
            {
                _ = Native.Kill(pid, Native.SigKill);
            }
        }

        Births.Ring();
    }

    /// <summary>A start failed for good: that is the attempt's outcome.</summary>
    public void SpawnFailed(KeptAttempt attempt, string error)
    {
        lock (gate)
        {
            spawning--;
            attempt.IsPacked = true;
            Over(attempt, new ExitReport { Ended = Now(), SpawnError = error });
        }
    }

    /// <summary>The system is short of something: the attempt goes back to the head of the queue for later.</summary>
    public void SpawnPostponed(KeptAttempt attempt)
    {
        lock (gate)
        {
            spawning--;
            attempt.State = KeptState.Queued;
            queue.Enqueue(attempt);
        }
    }

    /// <summary>Lets a spawner try a postponed attempt again: at an end, which gives back what was short, or after a while.</summary>
    public void AwaitRetry(TimeSpan limit)
    {
        ends.Wait(limit);
        lock (gate)
        {
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Whose process this is, or null for a stray one that came to the keeper when its parent died.</summary>
    public (KeptAttempt? Attempt, bool IsBeingSpawned) OwnerOf(int pid)
    {
        lock (gate)
        {
            return (byPid.GetValueOrDefault(pid), spawning > 0);
        }
    }

    /// <summary>Writes an end down, and has a successor take the place. The process is still there to be reaped.</summary>
    public void Exited(KeptAttempt attempt, ExitReport report)
    {
        CrashPoint.Reach("keeper-before-journal");
        lock (gate)
        {
            running--;
            Ended.Add(attempt.Pid, attempt.Id);
            Over(attempt, report with { OutOfMemory = attempt.ExceededMemory });
        }

        CrashPoint.Reach("keeper-before-reap");
    }

    /// <summary>The anchor saw the end of a process that an earlier keeper started.</summary>
    public KeptAttempt? Adopted(AnchorExit exit)
    {
        lock (gate)
        {
            return
                byPid.GetValueOrDefault(exit.Pid) is { IsAdopted: true } attempt
                && attempt.StartTicks == exit.StartTicks
                && attempt.State == KeptState.Running
                ? attempt
                : null;
        }
    }

    /// <summary>Forgets a pid once its process is reaped: from then on it may name another.</summary>
    public void Reaped(int pid)
    {
        lock (gate)
        {
            byPid.Remove(pid);
        }

        ends.Ring();
    }

    public void Lost(KeptAttempt attempt, string reason)
    {
        lock (gate)
        {
            running -= attempt.State == KeptState.Running ? 1 : 0;
            byPid.Remove(attempt.Pid);
            attempt.State = KeptState.Over;
            attempt.LostReason = reason;
            records.Lost(attempt);
            link.Tell(attempt);
        }
    }

    /// <summary>Attempts with a process, as they are now.</summary>
    public KeptAttempt[] Running()
    {
        lock (gate)
        {
            return [.. attempts.Values.Where(attempt => attempt.State == KeptState.Running)];
        }
    }

    /// <summary>The attempt if it is running.</summary>
    public bool IsRunning(long id)
    {
        lock (gate)
        {
            return attempts.TryGetValue(id, out var attempt)
                && attempt.State is KeptState.Running or KeptState.Spawning;
        }
    }

    internal static Instant Now() => Instant.From(DateTimeOffset.UtcNow);

    private void Enqueue(KeptAttempt attempt)
    {
        attempt.State = KeptState.Queued;
        queue.Enqueue(attempt);
        Monitor.Pulse(gate);
    }

    private void TakeBack(KeptAttempt attempt)
    {
        if (attempt.State == KeptState.Waiting)
        {
            lanes.Remove(attempt);
        }

        // A queued one stays in the queue; its state tells the spawner to pass over it.
        attempt.State = KeptState.Over;
        attempts.Remove(attempt.Id);
        link.Withdrawn(attempt.Id);
    }

    private void Over(KeptAttempt attempt, ExitReport report)
    {
        attempt.State = KeptState.Over;
        attempt.Report = report;
        records.Ended(attempt);
        if (lanes.TryTakeSuccessor(attempt, out var next))
        {
            attempt.Successor = next.Id;
            next.InPlaceOf = attempt.Id;
            Enqueue(next);
        }

        link.Tell(attempt);
    }

    /// <summary>Lanes are numbered by their daemon: the next one's have other meanings, so nothing waits across.</summary>
    private void TakeBackWaiting()
    {
        foreach (var attempt in lanes.All())
        {
            TakeBack(attempt);
        }
    }
}
