using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Reconcile;
using Rota.Store.Specs;

namespace Rota.Store.Sqlite;

/// <summary>The home store on one SQLite file. Used by one thread: the runner's.</summary>
public sealed class SqliteHomeStore : IHomeStore
{
    /// <summary>Bytes of log that make a checkpoint worth its time: 16 MiB.</summary>
    private const long CheckpointBytes = 16L << 20;

    private readonly StateDirectory state;
    private readonly FileLock writeLock;
    private readonly Connection connection;
    private readonly JobLoader loader;
    private readonly TurnWriter writer;
    private readonly Fence fence;
    private long seenVersion = -1;

    /// <summary>Opens the store of a state directory for writing.</summary>
    public SqliteHomeStore(StateDirectory state)
    {
        this.state = state;
        writeLock = new FileLock(state.WriteLock);
        connection = Database.OpenWriter(state, writeLock);
        loader = new JobLoader(connection);
        writer = new TurnWriter(connection);
        fence = new Fence(connection);
    }

    /// <inheritdoc/>
    public long Join(RunnerIdentity runner, string nodeName, Capacity capacity) =>
        Write(() =>
        {
            var epoch = connection.Scalar("SELECT epoch FROM frame")!.Value + 1;
            connection
                .Prepare("UPDATE frame SET epoch = ?1, boot_id = ?2, pid = ?3, pid_start = ?4, joined = ?5")
                .Bind(1, epoch)
                .Bind(2, runner.BootId)
                .Bind(3, (long)runner.Pid)
                .Bind(4, runner.StartTicks)
                .Bind(5, Instant.From(DateTimeOffset.UtcNow).Micros)
                .Run();
            connection.Prepare("UPDATE partition SET epoch = ?1").Bind(1, epoch).Run();
            connection
                .Prepare("INSERT OR REPLACE INTO node (id, name, capacity) VALUES (1, ?1, ?2)")
                .Bind(1, nodeName)
                .Bind(2, CapacityForm.Write(capacity))
                .Run();
            return epoch;
        });

    /// <inheritdoc/>
    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs() => loader.Open();

    /// <inheritdoc/>
    public StoredJob? Load(JobId job) => loader.Load(job);

    /// <inheritdoc/>
    public IReadOnlyList<EndedTask> EndedTasks(JobId job) => loader.Ended(job);

    /// <inheritdoc/>
    public IReadOnlyList<Request> Requests()
    {
        var requests = new List<Request>();
        using var rows = connection.Prepare("SELECT id, job, kind, body FROM inbox ORDER BY id").Rows();
        while (rows.Read())
        {
            requests.Add(
                new Request(
                    rows.Int64(0),
                    new JobId(rows.Int64(1)),
                    Enum.Parse<RequestKind>(rows.Text(2)),
                    rows.Text(3)
                )
            );
        }

        return requests;
    }

    /// <inheritdoc/>
    public long ReserveAttempts(long epoch, int count) =>
        Write(() =>
        {
            fence.CheckEpoch(epoch);
            var first = connection.Scalar("SELECT next FROM sequence WHERE name = 'attempt'")!.Value;
            connection.Prepare("UPDATE sequence SET next = ?1 WHERE name = 'attempt'").Bind(1, first + count).Run();
            return first;
        });

    /// <inheritdoc/>
    public void Commit(long epoch, TurnChanges changes, IReadOnlyCollection<long> doneRequests)
    {
        Write(() =>
        {
            fence.CheckEpoch(epoch);
            fence.CheckPartitions(epoch, changes);
            writer.Write(changes);
            foreach (var request in doneRequests)
            {
                connection.Prepare("DELETE FROM inbox WHERE id = ?1").Bind(1, request).Run();
            }

            return 0;
        });
        TurnWriter.Committed(changes);
    }

    /// <inheritdoc/>
    public bool HasChanged()
    {
        var version = connection.Scalar("PRAGMA data_version")!.Value;
        var isNew = version != seenVersion;
        seenVersion = version;
        return isNew;
    }

    /// <inheritdoc/>
    public void Maintain()
    {
        var log = new FileInfo(state.Database + "-wal");
        if (!log.Exists || log.Length < CheckpointBytes)
        {
            return;
        }

        // Under the lock of every write: no commit may reset the log while it is being folded in (SQLite < 3.51.3).
        writeLock.Enter(Database.WriteWait);
        try
        {
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            writeLock.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        writeLock.Dispose();
    }

    private T Write<T>(Func<T> work) => WriteTransaction.Run(connection, writeLock, work);
}
