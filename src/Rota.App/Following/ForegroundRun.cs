using Rota.App.Serving;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Runners;
using Rota.Runners.Turns;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.App.Following;

/// <summary>
/// Follows jobs in the foreground to their end. Where no other process runs the jobs of this state, this one does;
/// where one does, this one watches, and takes over when that one goes.
/// </summary>
internal sealed class ForegroundRun : IDisposable
{
    private static readonly TimeSpan AttachedPace = TimeSpan.FromMilliseconds(50);
    private readonly IHome home;
    private readonly IReadOnlyList<JobId> jobs;
    private readonly int? slots;
    private readonly IHomeReader queries;
    private readonly FileLock serveLock;
    private readonly ManualResetEventSlim changed = new();
    private IDisposable? listener;
    private bool hasListened;
    private RunnerThread? thread;
    private bool isHolding;

    public ForegroundRun(IHome home, IReadOnlyList<JobId> jobs, int? slots)
    {
        (this.home, this.jobs, this.slots) = (home, jobs, slots);
        queries = home.Read();
        serveLock = new FileLock(home.State.ServeLock);
    }

    /// <summary>The runner, while this process has it.</summary>
    public Runner? Runner => thread?.Runner;

    /// <summary>Who else runs the jobs, and would go on without this process; null for nobody.</summary>
    public Server? Other => Runner is null ? Served.By(home.State, queries) : Served.Beside(queries);

    /// <summary>What anchor and keeper are told where this run starts them.</summary>
    public NodeOptions Node { get; init; } = new();

    public IHomeReader Queries => queries;

    /// <summary>Waits for something to look at: a turn of this process's runner, or a change elsewhere.</summary>
    /// <param name="pace">The longest wait.</param>
    public void WaitForChange(TimeSpan pace)
    {
        EnsureRunner();
        changed.Wait(listener is null && Runner is null && pace > AttachedPace ? AttachedPace : pace);
        changed.Reset();
        if (thread?.Failure is { } error)
        {
            EndRunner();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Has this process start nothing more until told otherwise, also where it takes over only then.</summary>
    public void Hold(bool hold)
    {
        isHolding = hold;
        Runner?.Hold(hold);
    }

    /// <summary>Ends the wait, for something a signal brought.</summary>
    public void Wake() => changed.Set();

    /// <summary>Takes no more turns; what runs goes on under its keeper.</summary>
    public void Leave() => EndRunner();

    /// <inheritdoc/>
    public void Dispose()
    {
        EndRunner();
        listener?.Dispose();
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
            listener?.Dispose();
            (listener, hasListened) = (null, false);
            return;
        }

        // Only of others: what its own runner does, it hears by itself.
        if (!hasListened)
        {
            hasListened = true;
            listener = home.Listen(changed.Set);
        }

        if (jobs.Any(job => queries.Job(job) is { Ended: null, IsWanted: false }))
        {
            // The one that took over did not know of us.
            using var submissions = home.Submissions();
            foreach (var job in jobs)
            {
                submissions.Ask(job, new Request.Run(), WallClock.Now);
            }
        }
    }

    private void StartRunner()
    {
        // Beside runners of others it joins them, and what they run stays wanted.
        var isFirst = Served.Members(queries).Count == 0;
        var options = new RunnerOptions();
        if (isFirst)
        {
            using var submissions = home.Submissions();
            submissions.WantOnly(jobs);
            var capacity = NodeCapacity.Detect(Node, slots);
            options = new()
            {
                Capacity = capacity,
                Cycle = RunnerOptions.DefaultCycle,
                IsStrict = false,
            };
        }

        thread = new RunnerThread(home, $"run-{Environment.ProcessId}", Node, options, changed.Set, new(home, queries));
        thread.Runner.Committed = changes =>
        {
            if (changes.Jobs.Any(job => job.Ended is not null && jobs.Contains(job.Id)))
            {
                changed.Set();
            }
        };
        thread.Runner.Hold(isHolding);
        thread.Start();
    }

    private void EndRunner()
    {
        if (thread is { } running)
        {
            running.Stop();
            thread = null;
            serveLock.Exit();
        }
    }
}
