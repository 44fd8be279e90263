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
internal sealed class KeeperCore(Journal journal, ScratchFiles scratch, KeeperLink link)
{
    private const long JournalMax = 8L << 20;
    // A monitor, not a Lock with semaphores: spawners wait on it without spinning, and spinning is paid for by the tasks.
    private readonly object gate = new();
    private readonly object births = new();
    private readonly object ends = new();
    private readonly Dictionary<long, KeptAttempt> attempts = [];
    private readonly Dictionary<int, KeptAttempt> byPid = [];
    private readonly Dictionary<(long Epoch, int Lane), LinkedList<KeptAttempt>> lanes = [];
    private readonly Queue<KeptAttempt> queue = new();
    private readonly RecentlyEnded ended = new();
    private int spawning;
    private int running;

    /// <summary>The highest epoch of a daemon so far: an earlier one is refused.</summary>
    public long Epoch { get; private set; }

    public RecentlyEnded Ended => ended;

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
                journal.Append(frame => frame.Begin(FrameKind.JournalEpoch).Int64(epoch).End());
                Epoch = epoch;
            }

            foreach (var attempt in attempts.Values)
            {
                Tell(attempt);
            }

            link.Send(frame => frame.Begin(FrameKind.SnapshotEnd).End());
            return true;
        }
    }

    public void Launch(LaunchOrder order, EnvironmentBlock context)
    {
        lock (gate)
        {
            if (attempts.TryGetValue(order.Attempt, out var known))
            {
                Tell(known);
                if (!PlantedBug.Is(PlantedBug.LaunchTwice))
                {
                    return;
                }

                attempts.Remove(order.Attempt);
            }

            var attempt = new KeptAttempt(order.Attempt, order.Job)
            {
                Order = order, Context = context, Lane = (Epoch, order.Lane),
            };
            attempts.Add(attempt.Id, attempt);
            if (order.InPlace)
            {
                LaneOf(attempt).AddLast(attempt);
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
                LaneOf(attempt).Remove(attempt);
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
                WriteSafely(frame => frame.Begin(FrameKind.JournalDone).Int64(id).End());
                if (journal.Length > JournalMax)
                {
                    Compact();
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
            journal.Append(frame => frame.Begin(FrameKind.JournalIntent).Int64(attempt.Id).Int64(attempt.Job)
                .Int64(attempt.Started.Micros).Int32(attempt.Scratch).End());
            return true;
        }
        catch (IOException error)
        {
            // What cannot be written down must not start: it goes back, and the daemon is told.
            TakeBack(attempt);
            link.Send(frame => frame.Begin(FrameKind.Notice).Text($"starts are held back: {error.Message}").End());
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
            WriteSafely(frame => frame.Begin(FrameKind.JournalStarted).Int64(attempt.Id).Int32(pid).Int64(ticks)
                .Text(ProcessTable.BootId).Int64(attempt.Started.Micros).End());
            Tell(attempt);
            if (attempt.KillAt is not null)
            {
                _ = Native.Kill(pid, Native.SigKill);
            }
        }

        Ring(births);
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
        lock (ends)
        {
            Monitor.Wait(ends, limit);
        }

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

    /// <summary>Waits until a child was born, so that there is something to wait for.</summary>
    public void WaitForChild(TimeSpan limit)
    {
        lock (births)
        {
            Monitor.Wait(births, limit);
        }
    }

    /// <summary>Writes an end down, and has a successor take the place. The process is still there to be reaped.</summary>
    public void Exited(KeptAttempt attempt, ExitReport report)
    {
        CrashPoint.Reach("keeper-before-journal");
        lock (gate)
        {
            running--;
            ended.Add(attempt.Pid, attempt.Id);
            Over(attempt, report with { OutOfMemory = attempt.ExceededMemory });
        }

        CrashPoint.Reach("keeper-before-reap");
    }

    /// <summary>The anchor saw the end of a process that an earlier keeper started.</summary>
    public KeptAttempt? Adopted(AnchorExit exit)
    {
        lock (gate)
        {
            return byPid.GetValueOrDefault(exit.Pid) is { IsAdopted: true } attempt && attempt.StartTicks == exit.StartTicks
                && attempt.State == KeptState.Running ? attempt : null;
        }
    }

    /// <summary>Forgets a pid once its process is reaped: from then on it may name another.</summary>
    public void Reaped(int pid)
    {
        lock (gate)
        {
            byPid.Remove(pid);
        }

        Ring(ends);
    }

    public void Lost(KeptAttempt attempt, string reason)
    {
        lock (gate)
        {
            running -= attempt.State == KeptState.Running ? 1 : 0;
            byPid.Remove(attempt.Pid);
            attempt.State = KeptState.Over;
            attempt.LostReason = reason;
            WriteSafely(frame => frame.Begin(FrameKind.JournalLost).Int64(attempt.Id).Text(reason).End());
            Tell(attempt);
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
            return attempts.TryGetValue(id, out var attempt) && attempt.State is KeptState.Running or KeptState.Spawning;
        }
    }

    internal static Instant Now() => Instant.From(DateTimeOffset.UtcNow);

    private static void Ring(object bell)
    {
        lock (bell)
        {
            Monitor.PulseAll(bell);
        }
    }

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
            LaneOf(attempt).Remove(attempt);
        }

        // A queued one stays in the queue; its state tells the spawner to pass over it.
        attempt.State = KeptState.Over;
        attempts.Remove(attempt.Id);
        link.Send(frame => frame.Begin(FrameKind.Withdrawn).Int64(attempt.Id).End());
    }

    private void Over(KeptAttempt attempt, ExitReport report)
    {
        attempt.State = KeptState.Over;
        attempt.Report = report;
        WriteSafely(frame => frame.Begin(FrameKind.JournalEnded).Int64(attempt.Id).Report(report).End());
        if (lanes.TryGetValue(attempt.Lane, out var waiting) && waiting.First is { } node)
        {
            var next = node.Value;
            if (!next.Order!.AfterSuccessOnly || report is { ExitCode: 0, MissingOutput: null })
            {
                waiting.RemoveFirst();
                attempt.Successor = next.Id;
                next.InPlaceOf = attempt.Id;
                Enqueue(next);
            }

            if (waiting.Count == 0)
            {
                lanes.Remove(attempt.Lane);
            }
        }

        Tell(attempt);
    }

    /// <summary>
    /// A record of what has happened already is never given up for a full disk: it stays in memory, its process stays
    /// unreaped or is told to the daemon directly, and the next compaction writes it.
    /// </summary>
    private void WriteSafely(Action<FrameWriter> write)
    {
        try
        {
            journal.Append(write);
        }
        catch (IOException error)
        {
            link.Send(frame => frame.Begin(FrameKind.Notice).Text($"the keeper's journal cannot be written: {error.Message}").End());
        }
    }

    private void Tell(KeptAttempt attempt) => link.Send(frame =>
    {
        switch (attempt)
        {
            case { State: KeptState.Over, LostReason: { } reason }:
                frame.Begin(FrameKind.Lost).Int64(attempt.Id).Text(reason).End();
                break;
            case { State: KeptState.Over, Report: { } report }:
                frame.Begin(FrameKind.Ended).Int64(attempt.Id).Int64(attempt.Successor).Report(report).End();
                break;
            case { State: KeptState.Running }:
                frame.Begin(FrameKind.Started).Int64(attempt.Id).Int32(attempt.Pid).Int64(attempt.Started.Micros)
                    .Int64(attempt.InPlaceOf).Int32(attempt.Scratch).End();
                break;
            default:
                frame.Begin(FrameKind.Waiting).Int64(attempt.Id).Boolean(attempt.State == KeptState.Waiting).End();
                break;
        }
    });

    private LinkedList<KeptAttempt> LaneOf(KeptAttempt attempt)
    {
        if (!lanes.TryGetValue(attempt.Lane, out var waiting))
        {
            lanes[attempt.Lane] = waiting = new LinkedList<KeptAttempt>();
        }

        return waiting;
    }

    /// <summary>Lanes are numbered by their daemon: the next one's have other meanings, so nothing waits across.</summary>
    private void TakeBackWaiting()
    {
        foreach (var attempt in lanes.Values.SelectMany(waiting => waiting).ToArray())
        {
            TakeBack(attempt);
        }

        lanes.Clear();
    }

    private void Compact() => journal.Rewrite(fresh =>
    {
        fresh.Append(frame => frame.Begin(FrameKind.JournalBoot).Text(ProcessTable.BootId).End());
        fresh.Append(frame => frame.Begin(FrameKind.JournalEpoch).Int64(Epoch).End());
        foreach (var attempt in attempts.Values.Where(attempt => attempt.State >= KeptState.Spawning))
        {
            fresh.Append(frame => frame.Begin(FrameKind.JournalIntent).Int64(attempt.Id).Int64(attempt.Job)
                .Int64(attempt.Started.Micros).Int32(attempt.Scratch).End());
            if (attempt.Pid != 0)
            {
                fresh.Append(frame => frame.Begin(FrameKind.JournalStarted).Int64(attempt.Id).Int32(attempt.Pid)
                    .Int64(attempt.StartTicks).Text(ProcessTable.BootId).Int64(attempt.Started.Micros).End());
            }

            if (attempt.Report is { } report)
            {
                fresh.Append(frame => frame.Begin(FrameKind.JournalEnded).Int64(attempt.Id).Report(report).End());
            }
        }
    });
}
