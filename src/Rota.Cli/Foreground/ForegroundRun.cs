using Rota.Cli.Commands;
using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Agent;
using Rota.Node.Keeper;
using Rota.Node.Runners;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Foreground;

/// <summary>
/// Follows jobs in the foreground to their end. Where no other process runs the jobs of this state, this one does;
/// where one does, this one watches, and takes over when that one goes.
/// </summary>
internal sealed class ForegroundRun : IDisposable
{
    private static readonly TimeSpan AttachedPace = TimeSpan.FromMilliseconds(50);
    private readonly StateDirectory state;
    private readonly IReadOnlyList<JobId> jobs;
    private readonly int? slots;
    private readonly JobQueries queries;
    private readonly FileLock serveLock;
    private readonly ManualResetEventSlim changed = new();
    private Thread? thread;
    private Exception? failure;

    public ForegroundRun(StateDirectory state, IReadOnlyList<JobId> jobs, int? slots)
    {
        this.state = state;
        this.jobs = jobs;
        this.slots = slots;
        queries = new JobQueries(state);
        serveLock = new FileLock(state.ServeLock);
    }

    /// <summary>The runner, while this process has it.</summary>
    public Runner? Runner { get; private set; }

    /// <summary>What each turn committed, on the runner's thread.</summary>
    public Action<TurnChanges>? Committed { get; init; }

    public JobQueries Queries => queries;

    /// <summary>Waits for something to look at: a turn of this process's runner, or a change elsewhere.</summary>
    /// <param name="pace">The longest wait.</param>
    public void WaitForChange(TimeSpan pace)
    {
        EnsureRunner();
        changed.Wait(Runner is null && pace > AttachedPace ? AttachedPace : pace);
        changed.Reset();
        if (failure is { } error)
        {
            failure = null;
            EndRunner();
            if (error is not StoreException { Failure: StoreFailure.Fenced })
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
            }
        }
    }

    /// <summary>Ends the wait, for something a signal brought.</summary>
    public void Wake() => changed.Set();

    /// <summary>Leaves: what runs goes on under its keeper.</summary>
    public void Dispose()
    {
        EndRunner();
        queries.Dispose();
        serveLock.Dispose();
        changed.Dispose();
    }

    private void EnsureRunner()
    {
        if (Runner is not null)
        {
            return;
        }

        if (serveLock.TryEnter())
        {
            serveLock.SignHolder();
            StartRunner();
        }
        else if (jobs.Any(job => queries.Job(job) is { Ended: null, IsWanted: false }))
        {
            // The one that took over did not know of us.
            using var desk = new JobDesk(state);
            foreach (var job in jobs)
            {
                desk.Ask(job, RequestKind.Run, "", Invocation.Now);
            }
        }
    }

    private void StartRunner()
    {
        using (var desk = new JobDesk(state))
        {
            desk.WantOnly(jobs);
        }

        var self = ProcessTable.Find(Environment.ProcessId)!.Value;
        var identity = new RunnerIdentity(self.Pid, self.StartTicks, ProcessTable.BootId);
        var store = new SqliteHomeStore(state);
        var executor = new KeeperClient(state);
        var runner = new Runner(store, executor, identity, new RunnerOptions { Capacity = NodeCapacity.Detect(slots) });
        runner.Committed = changes =>
        {
            Committed?.Invoke(changes);
            if (changes.Jobs.Any(job => job.Ended is not null && jobs.Contains(job.Id)))
            {
                changed.Set();
            }
        };
        Runner = runner;
        thread = new Thread(() =>
        {
            try
            {
                runner.Run();
            }
            catch (Exception error)
            {
                failure = error;
                changed.Set();
            }
            finally
            {
                executor.Dispose();
                store.Dispose();
            }
        })
        {
            Name = "runner",
        };
        thread.Start();
    }

    private void EndRunner()
    {
        if (Runner is { } runner)
        {
            runner.Stop();
            thread!.Join();
            Runner = null;
            serveLock.Exit();
        }
    }
}
