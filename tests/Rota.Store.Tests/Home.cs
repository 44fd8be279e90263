using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Placement;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Sqlite.Turns;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>A state directory of its own for one test, with the runner's side of the store.</summary>
internal sealed class Home : IDisposable
{
    public static readonly Capacity Node = new() { Slots = 2, MilliCpus = 2_000, MemoryBytes = 1_000 };
    public static readonly RunnerIdentity Runner = new("one", 1, 2, "boot");
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
        using var submissions = new JobSubmissions(State);
        return submissions.Submit(spec, key, isWanted: true, Now).Job;
    }

    public SqliteHomeStore Open() => new(State);

    public static readonly HashSet<int> AllPartitions = [.. Enumerable.Range(0, Partition.Count)];

    /// <summary>With what a runner of these tests joins; all members live unless told otherwise.</summary>
    public static readonly JoinOptions Joining = new() { NodeName = "node", Capacity = Node, Now = 0 };

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
        return queries.Proof.Run();
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
