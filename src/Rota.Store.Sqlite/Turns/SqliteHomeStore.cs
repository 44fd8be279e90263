using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Turns;

/// <summary>The home store on one SQLite file. Used by one thread: the runner's.</summary>
public sealed class SqliteHomeStore : IHomeStore
{
    /// <summary>Bytes of log that make a checkpoint worth its time while turns are taken.</summary>
    private const long CheckpointBytes = 4L << 20;

    /// <summary>The same for a runner that leaves: whoever opens the database first must read all of the log.</summary>
    private const long LeavingBytes = 128L << 10;

    private static readonly TimeSpan LeavingWait = TimeSpan.FromSeconds(1);
    private readonly StateDirectory state;
    private readonly WriteLock writeLock;
    private readonly Connection connection;
    private readonly JobLoader loader;
    private readonly TurnWriter writer;
    private readonly FrameTable frames;
    private readonly NewsReader news;
    private readonly ScheduleTable schedules;
    private readonly FireWriter fires;
    private readonly ChangeTable changes;
    private readonly OutboxTable outbox;
    private readonly MembersLock members;
    private long seenVersion = -1;

    /// <summary>Opens the store of a state directory for writing.</summary>
    /// <param name="state">The state.</param>
    /// <param name="holder">The process that is shown as the holder of the write lock; null for this one.</param>
    public SqliteHomeStore(StateDirectory state, LockHolder? holder = null)
    {
        this.state = state;
        writeLock = new WriteLock(state, holder);
        connection = Database.OpenWriter(state, writeLock);
        loader = new JobLoader(connection);
        writer = new TurnWriter(connection);
        frames = new FrameTable(connection);
        news = new NewsReader(connection);
        schedules = new ScheduleTable(connection);
        outbox = new OutboxTable(connection);
        fires = new FireWriter(connection, schedules, outbox);
        changes = new ChangeTable(connection);
        members = new MembersLock(state);
    }

    /// <summary>The connection, for a look at the statements on it.</summary>
    internal Connection Connection => connection;

    /// <inheritdoc/>
    public long Contention => writeLock.Contention;

    /// <inheritdoc/>
    public SharedMap Map => writeLock.Map;

    /// <inheritdoc/>
    public Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive) =>
        Write(() =>
        {
            members.Enter(runner.PidSpace == frames.PidSpace);
            return frames.Read(frames.Join(runner, options, isAlive));
        });

    /// <inheritdoc/>
    public Membership Look(long incarnation) => connection.Reading(() => frames.Read(incarnation));

    /// <inheritdoc/>
    public bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait) =>
        writeLock.TryEnter(wait)
        && WriteTransaction.RunHeld(
            connection,
            writeLock,
            () =>
            {
                if (frames.Epoch != epoch)
                {
                    return false;
                }

                frames.Remove(incarnations);
                return true;
            }
        );

    /// <inheritdoc/>
    public StoreException Condemn(long keeperEpoch)
    {
        Write(() =>
        {
            Rewinding.Note(connection, keeperEpoch);
            return true;
        });
        return Rewinding.Failure(connection.Path, keeperEpoch);
    }

    /// <inheritdoc/>
    public void SetPace(Frame frame)
    {
        if (!writeLock.TryEnter())
        {
            return;
        }

        _ = WriteTransaction.RunHeld(
            connection,
            writeLock,
            () =>
            {
                frames.SetPace(frame);
                return true;
            }
        );
    }

    /// <inheritdoc/>
    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs(IReadOnlySet<int> partitions) => loader.Open(partitions);

    /// <inheritdoc/>
    public StoredJob? Load(JobId job) => loader.Load(job);

    /// <inheritdoc/>
    public IReadOnlyList<EndedTask> EndedTasks(JobId job) => loader.Ended(job);

    /// <inheritdoc/>
    public IReadOnlyList<ScheduleState> Schedules(IReadOnlySet<int> partitions) => schedules.Active(partitions);

    /// <inheritdoc/>
    public int OpenRuns(ScheduleId schedule) => schedules.OpenRuns(schedule).Count;

    /// <inheritdoc/>
    public IReadOnlyList<LeftRequest> Requests()
    {
        var requests = new List<LeftRequest>();
        using var rows = connection.Prepare("SELECT id, job FROM inbox ORDER BY id").Rows();
        while (rows.Read())
        {
            requests.Add(new LeftRequest(rows.Int64(0), new JobId(rows.Int64(1))));
        }

        return requests;
    }

    /// <inheritdoc/>
    public Request Asked(LeftRequest left)
    {
        using var rows = connection.Prepare("SELECT kind, body FROM inbox WHERE id = ?1").Bind(1, left.Id).Rows();
        return rows.Read()
            ? RequestCodec.Decode(rows.Text(0), rows.Text(1))
            : throw new InvariantException($"request {left.Id} is gone");
    }

    /// <inheritdoc/>
    public JobId? JobOfLost(AttemptId attempt) =>
        connection
            .Prepare("SELECT job FROM attempt INDEXED BY attempt_lost WHERE id = ?1 AND outcome = 12")
            .Bind(1, attempt.Value)
            .Scalar()
            is { } job
            ? new JobId(job)
            : null;

    /// <inheritdoc/>
    public bool HasChanged()
    {
        var version = connection.Scalar("PRAGMA data_version")!.Value;
        var isNew = version != seenVersion;
        seenVersion = version;
        return isNew;
    }

    /// <inheritdoc/>
    public News Look(long incarnation, long since) => connection.Reading(() => news.Read(incarnation, since));

    /// <inheritdoc/>
    public ITurn? Begin(Membership membership, long since, TimeSpan wait)
    {
        if (!writeLock.TryEnter(wait))
        {
            return null;
        }

        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            var now = news.Read(membership.Incarnation, since);
            OwnerRule.CheckEpoch(now.Epoch, membership.Frame.Epoch);
            return new SqliteTurn(
                connection,
                writeLock,
                writer,
                frames,
                schedules,
                fires,
                changes,
                outbox,
                membership,
                now
            );
        }
        catch
        {
            WriteTransaction.RollBack(connection);
            writeLock.Exit();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Maintain(bool isLeaving = false)
    {
        var log = new FileInfo(state.Database + "-wal");
        if (!log.Exists || log.Length < (isLeaving ? LeavingBytes : CheckpointBytes))
        {
            return;
        }

        // Under the lock of every write, so that it has its place among the turns. Nothing waits for it: whoever holds
        // the lock, also one that is stopped, holds this runner up no longer.
        if (!(isLeaving ? writeLock.TryEnter(LeavingWait) : writeLock.TryEnter()))
        {
            return;
        }

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
        members.Dispose();
    }

    private T Write<T>(Func<T> work) => WriteTransaction.Run(connection, writeLock, work);
}
