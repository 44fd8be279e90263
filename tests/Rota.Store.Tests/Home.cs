using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Reconcile;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Store.Tests;

/// <summary>A state directory of its own for one test, with the runner's side of the store.</summary>
internal sealed class Home : IDisposable
{
    public static readonly Capacity Node = new() { Slots = 2, MilliCpus = 2_000, MemoryBytes = 1_000 };
    public static readonly RunnerIdentity Runner = new(1, 2, "boot");
    public static readonly Instant Now = new(1_000_000);
    private readonly string path;

    public Home(string? below = null)
    {
        path = Path.Combine(below ?? Path.GetTempPath(), "rota-store-" + Path.GetRandomFileName());
        State = StateDirectory.Open(path, create: true);
    }

    public StateDirectory State { get; }

    public JobId Submit(JobSpec spec, string? key = null)
    {
        using var desk = new JobDesk(State);
        return desk.Submit(spec, key, isWanted: true, Now).Job;
    }

    public SqliteHomeStore Open() => new(State);

    /// <summary>A reconciler that holds all open jobs, as a runner of this epoch.</summary>
    public static Reconciler TakeOver(IHomeStore store, out long epoch)
    {
        epoch = store.Join(Runner, "node", Node);
        var core = new Reconciler(new Ledger(Node), epoch, (_, _, _) => "") { NextAttempt = store.ReserveAttempts(epoch, 100) };
        core.Begin(Now);
        foreach (var (id, _) in store.OpenJobs())
        {
            var stored = store.Load(id)!;
            core.Adopt(stored.Job, stored.Pending, stored.Live);
        }

        return core;
    }

    /// <summary>One turn: starts what fits, after everything that runs ended with this code where one is given.</summary>
    public static void Turn(IHomeStore store, Reconciler core, long epoch, int? exitCode = null)
    {
        foreach (var attempt in core.Attempts.Values.Where(attempt => exitCode is not null && attempt.HoldsRoom).ToArray())
        {
            core.Apply(new NodeEvent.Started { Attempt = attempt.Id, Pid = 7, At = Now });
            core.Apply(new NodeEvent.Ended
            {
                Attempt = attempt.Id,
                Report = new ExitReport { Started = Now, Ended = Now + TimeSpan.FromSeconds(1), ExitCode = exitCode },
            });
        }

        core.Dispatch();
        store.Commit(epoch, core.Changes, []);
        core.Changes.Clear();
    }

    public static JobSpec Spec(int tasks = 3, RetryPolicy? retry = null) => new()
    {
        Name = "job",
        Directory = "/",
        Policies = [new TaskPolicy { Retry = retry ?? RetryPolicy.Default }],
        Tasks =
        [
            new TaskSpec
            {
                Id = "a",
                Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                Expansion = new Expansion.Array([new NumberRange(0, tasks - 1)]),
            },
        ],
    };

    public IReadOnlyList<string> Violations()
    {
        using var queries = new JobQueries(State);
        return new StoreCheck(queries).Run();
    }

    public void Execute(string sql)
    {
        using var connection = Connection.Open(State.Database);
        connection.Execute(sql);
    }

    public long? Scalar(string sql)
    {
        using var connection = Connection.Open(State.Database);
        return connection.Scalar(sql);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
