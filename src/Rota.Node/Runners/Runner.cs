using System.Diagnostics;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Reconcile;
using Rota.Node.Agent;
using Rota.Node.Hosting;
using Rota.Store;

namespace Rota.Node.Runners;

/// <summary>
/// The thin loop around the decisions: waits, takes events in, has them decided, commits, carries the effects out.
/// Everything in memory is a copy; after any failure it is thrown away and loaded again.
/// </summary>
public sealed class Runner(IHomeStore store, IExecutor executor, RunnerIdentity identity, RunnerOptions options)
{
    /// <summary>More than a turn can start: starts and successors of all shapes.</summary>
    private const int StartsPerTurnMax = 4_096;
    private const int AttemptBlock = 8_192;
    private const int LargeJobEntries = 10_000;

    /// <summary>Reports in one turn from which on the next one waits for more: many ends share one commit then.</summary>
    private const int BusyReports = 4;
    private static readonly TimeSpan BusyPace = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RequestPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RecoverPause = TimeSpan.FromSeconds(1);
    private readonly TurnClock clock = new();
    private readonly List<NodeEvent> reports = [];
    private readonly List<AttemptId> ended = [];
    private readonly List<long> done = [];
    private readonly Dictionary<(JobId, int), CommandLine> keys = [];
    private Reconciler reconciler = null!;
    private RequestDesk requests = null!;
    private long epoch;
    private long reservedUntil;
    private volatile bool isStopping;
    private volatile bool isHolding;
    private bool isHeld;

    /// <summary>Is called after each commit, on the runner's thread, with what was committed.</summary>
    public Action<TurnChanges>? Committed { get; set; }

    /// <summary>What people should know about this runner: why nothing starts; null when all is well.</summary>
    public string? Notice { get; private set; }

    /// <summary>Ends <see cref="Run"/> after the turn in progress.</summary>
    public void Stop()
    {
        isStopping = true;
        Wake();
    }

    /// <summary>Starts nothing more until told otherwise.</summary>
    public void Hold(bool hold)
    {
        isHolding = hold;
        Wake();
    }

    /// <summary>Ends the wait for events.</summary>
    public void Wake() => executor.Signal.Set();

    /// <summary>Runs jobs until stopped.</summary>
    /// <exception cref="StoreException">The store cannot be used, or another runner has taken over.</exception>
    public void Run()
    {
        Recover();
        while (!isStopping)
        {
            try
            {
                var begun = Stopwatch.GetTimestamp();
                Turn();
                Wait();
                if (reports.Count >= BusyReports && BusyPace - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } pause)
                {
                    Thread.Sleep(pause);
                }
            }
            catch (StoreException error)
                when (error.Failure is not StoreFailure.Fenced and not StoreFailure.NewerSchema)
            {
                // What runs goes on; its ends are kept by the keeper. Nothing new starts until a commit succeeds.
                Notice = error.Message;
                RecoverAfterPause();
            }
            catch (ExecutorGoneException error)
            {
                Notice = error.Message;
                RecoverAfterPause();
            }
        }
    }

    /// <summary>One turn. The fence in the commit is what makes it safe; everything before only makes it right.</summary>
    private void Turn()
    {
        reconciler.Begin(clock.Now);
        reports.Clear();
        executor.Take(reports);
        TakeIn(reports);

        if (store.HasChanged() | requests.HasMore)
        {
            requests.TakeIn(reconciler, done);
        }

        if (isHolding != isHeld)
        {
            isHeld = isHolding;
            reconciler.Hold(isHeld);
        }

        reconciler.FireTimers();
        reconciler.Dispatch();
        Commit();
        Notice = executor.Notice;
        store.Maintain();
    }

    private void Commit()
    {
        var changes = reconciler.Changes;
        if (!changes.IsEmpty || done.Count > 0)
        {
            if (reconciler.NextAttempt > reservedUntil)
            {
                throw new InvariantException("more attempts were named than numbers were reserved");
            }

            if (PlantedBug.Is(PlantedBug.AcknowledgeBeforeCommit))
            {
                Acknowledge();
            }

            if (PlantedBug.Is(PlantedBug.LaunchBeforeCommit))
            {
                executor.Order(changes.Effects);
            }

            CrashPoint.Reach("runner-before-commit");
            store.Commit(epoch, changes, done);
            CrashPoint.Reach("runner-after-commit");
            done.Clear();
        }

        executor.Order(changes.Effects);
        CrashPoint.Reach("runner-after-effects");
        Acknowledge();
        ended.Clear();
        if (!changes.IsEmpty)
        {
            Committed?.Invoke(changes);
        }

        foreach (var job in changes.Jobs.Where(job => job.Ended is not null))
        {
            Forget(job);
        }

        changes.Clear();
        ReserveAttempts();
    }

    /// <summary>Takes reports in, and notes the ends among them: they are acknowledged once they are committed.</summary>
    private void TakeIn(IEnumerable<NodeEvent> arrived)
    {
        foreach (var report in arrived)
        {
            reconciler.Apply(report);
            if (report is NodeEvent.Ended or NodeEvent.Lost)
            {
                ended.Add(report.Attempt);
            }
        }
    }

    private void Acknowledge()
    {
        if (ended.Count > 0)
        {
            executor.Acknowledge(ended);
        }
    }

    /// <summary>Takes over: raises the epoch, loads what is open, and asks the node about every intent without an end.</summary>
    private void Recover()
    {
        epoch = store.Join(identity, Environment.MachineName, options.Capacity);
        reconciler = new Reconciler(new Ledger(options.Capacity), epoch, KeyText);
        requests = new RequestDesk(store);
        done.Clear();
        reconciler.Begin(clock.Now);
        reservedUntil = 0;
        reconciler.NextAttempt = 0;
        ReserveAttempts();
        var snapshot = executor.Connect(epoch);
        foreach (var (id, isWanted) in store.OpenJobs())
        {
            if (store.Load(id) is { } stored)
            {
                stored.Job.IsParked = !isWanted;
                reconciler.Adopt(stored.Job, stored.Pending, stored.Live);
            }
        }

        isHeld = false;
        ReleaseMemory();
        Resolve(snapshot);
        _ = store.HasChanged();
        requests.TakeIn(reconciler, done);
        Notice = null;
    }

    /// <summary>Reading a large job leaves several times its size behind; what waits for hours should not hold that.</summary>
    private void ReleaseMemory()
    {
        if (reconciler.Jobs.Values.Sum(job => (long)job.Groups.Length) > LargeJobEntries)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private void Resolve(ExecutorSnapshot snapshot)
    {
        ended.Clear();
        TakeIn(snapshot.Reports);

        var known = snapshot.Reports.Select(report => report.Attempt).ToHashSet();
        foreach (var attempt in reconciler.Attempts.Values.ToArray())
        {
            if (
                PlantedBug.Is(PlantedBug.LaunchTwice)
                || (!known.Contains(attempt.Id) && !snapshot.Waiting.Contains(attempt.Id))
            )
            {
                reconciler.Reorder(attempt);
            }

            if (attempt.Stop != StopReason.None)
            {
                reconciler.RepeatStop(attempt);
            }
        }
    }

    private void RecoverAfterPause()
    {
        while (!isStopping)
        {
            try
            {
                Recover();
                return;
            }
            catch (StoreException error)
                when (error.Failure is not StoreFailure.Fenced and not StoreFailure.NewerSchema)
            {
                Notice = error.Message;
            }
            catch (ExecutorGoneException error)
            {
                Notice = error.Message;
            }

            executor.Signal.WaitOne(RecoverPause);
        }
    }

    private void ReserveAttempts()
    {
        if (reservedUntil - reconciler.NextAttempt >= StartsPerTurnMax)
        {
            return;
        }

        var first = store.ReserveAttempts(epoch, AttemptBlock * 2);
        reconciler.NextAttempt = first;
        reservedUntil = first + (AttemptBlock * 2);
    }

    private void Wait()
    {
        var due = reconciler.NextDue - clock.Now;
        var limit = due < RequestPoll ? due : RequestPoll;
        if (limit > TimeSpan.Zero)
        {
            executor.Signal.WaitOne(limit);
        }
    }

    private void Forget(ActiveJob job)
    {
        foreach (var key in keys.Keys.Where(key => key.Item1 == job.Id).ToArray())
        {
            keys.Remove(key);
        }
    }

    private string KeyText(ActiveJob job, int group, int index)
    {
        if (!keys.TryGetValue((job.Id, group), out var command))
        {
            keys[(job.Id, group)] = command = CommandLine.Of(job.Spec, group);
        }

        return command.ConcurrencyKey(index, job.Id);
    }
}
