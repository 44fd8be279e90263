using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Queries;

/// <summary>What commands and pages ask of a state. Reads only; a query sees one committed state.</summary>
public sealed class JobQueries(StateDirectory state) : IDisposable
{
    private const string JobColumns = """
        id, name, state, wanted, priority, queue, tags, reason, submitted, started, ended, total, attempts, counts
        """;

    private readonly Connection connection = Database.OpenReader(state);

    /// <summary>The connection, for queries of their own kind.</summary>
    internal Connection Connection => connection;

    /// <summary>The pid namespace that the members of the frame live in.</summary>
    public string PidSpace => FrameTable.PidSpaceOf(connection);

    /// <summary>The newest jobs, newest first; where tags are given, of those that have all of them.</summary>
    public IReadOnlyList<JobRow> Jobs(int limit, IEnumerable<KeyValuePair<string, string>>? tags = null)
    {
        var jobs = new List<JobRow>();
        using var rows = connection
            .Prepare(
                $"""
                SELECT {JobColumns} FROM job WHERE NOT EXISTS (
                    SELECT 1 FROM json_each(?2) AS wanted WHERE NOT EXISTS (
                        SELECT 1 FROM json_each(job.tags) AS tag WHERE tag.key = wanted.key AND tag.value = wanted.value))
                ORDER BY id DESC LIMIT ?1
                """
            )
            .Bind(1, (long)limit)
            .Bind(
                2,
                Properties.Object(json =>
                {
                    foreach (var (name, value) in tags ?? [])
                    {
                        json.WriteString(name, value);
                    }
                })
            )
            .Rows();
        while (rows.Read())
        {
            jobs.Add(Job(rows));
        }

        return jobs;
    }

    /// <summary>Jobs that have not ended, oldest first.</summary>
    public IReadOnlyList<JobRow> Unfinished()
    {
        var jobs = new List<JobRow>();
        using var rows = connection
            .Prepare($"SELECT {JobColumns} FROM job INDEXED BY job_open WHERE ended IS NULL ORDER BY id")
            .Rows();
        while (rows.Read())
        {
            jobs.Add(Job(rows));
        }

        return jobs;
    }

    /// <summary>One job, or null.</summary>
    public JobRow? Job(JobId id)
    {
        using var rows = connection.Prepare($"SELECT {JobColumns} FROM job WHERE id = ?1").Bind(1, id.Value).Rows();
        return rows.Read() ? Job(rows) : null;
    }

    /// <summary>What was submitted, or null.</summary>
    public JobSpec? Spec(JobId id) => Body(id) is { } body ? JobSpecCodec.Decode(body) : null;

    private byte[]? Body(JobId id)
    {
        using var rows = connection.Prepare("SELECT body FROM job_spec WHERE job = ?1").Bind(1, id.Value).Rows();
        return rows.Read() ? rows.Blob(0) : null;
    }

    /// <summary>How many tasks of a job may run at a time now, or null for as many as there is room for.</summary>
    public int? MaxParallel(JobId id) => Body(id) is { } body ? JobSpecCodec.DecodeHead(body).MaxParallel : null;

    /// <summary>The entries of a job.</summary>
    public IReadOnlyList<GroupRow> Groups(JobId id)
    {
        var groups = new List<GroupRow>();
        using var rows = connection
            .Prepare("SELECT ordinal, name, total, next, rest, counts FROM task_group WHERE job = ?1 ORDER BY ordinal")
            .Bind(1, id.Value)
            .Rows();
        while (rows.Read())
        {
            var counts = new long[States.Count];
            Counts.Read(rows.Text(5), counts);
            groups.Add(
                new GroupRow(
                    rows.Int32(0),
                    rows.Text(1),
                    rows.Int32(2),
                    rows.Int32(3),
                    (TaskState)rows.Int32(4),
                    counts
                )
            );
        }

        return groups;
    }

    /// <summary>A job in the form its runner works on, for explanations; null when there is none.</summary>
    public StoredJob? Load(JobId id) => connection.Reading(() => new JobLoader(connection).Load(id));

    /// <summary>Jobs that are open and wanted, or have live attempts.</summary>
    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs() => new JobLoader(connection).Open();

    /// <summary>What the node of this state has, as its runner last said; null before the first run.</summary>
    public Capacity? NodeCapacity()
    {
        using var rows = connection.Prepare("SELECT capacity FROM node WHERE id = 1").Rows();
        return rows.Read() ? CapacityForm.Read(rows.Text(0)) : null;
    }

    /// <summary>Whether a request has been carried out.</summary>
    public bool IsDone(long request)
    {
        using var rows = connection.Prepare("SELECT 1 FROM inbox WHERE id = ?1").Bind(1, request).Rows();
        return !rows.Read();
    }

    /// <summary>Names of the nodes, as their runners last said; that with the home is always among them.</summary>
    public IReadOnlyDictionary<NodeId, string> NodeNames()
    {
        var names = new Dictionary<NodeId, string> { [NodeId.Home] = Environment.MachineName };
        using var rows = connection.Prepare("SELECT id, name FROM node").Rows();
        while (rows.Read())
        {
            names[new NodeId(rows.Int64(0))] = rows.Text(1);
        }

        return names;
    }

    /// <summary>The epoch of the runner that joined last; 0 before the first.</summary>
    public long Epoch() => connection.Scalar("SELECT epoch FROM frame") ?? 0;

    /// <summary>The timetable of the runners.</summary>
    public Core.Slots.Frame Frame() => connection.Reading(() => new FrameTable(connection).Read(0).Frame);

    /// <summary>The incarnation that owns a partition; 0 for none.</summary>
    public long OwnerOf(int partition) =>
        connection.Prepare("SELECT owner FROM partition WHERE id = ?1").Bind(1, (long)partition).Scalar() ?? 0;

    /// <summary>How many partitions each incarnation owns.</summary>
    public IReadOnlyDictionary<long, int> PartitionCounts()
    {
        var counts = new Dictionary<long, int>();
        using var rows = connection.Prepare("SELECT owner, count(*) FROM partition GROUP BY owner").Rows();
        while (rows.Read())
        {
            counts[rows.Int64(0)] = rows.Int32(1);
        }

        return counts;
    }

    /// <summary>Whether a daemon runs all jobs, or did when it was killed.</summary>
    public bool IsServingAll => connection.Scalar("SELECT serves_all FROM frame") is 1;

    /// <summary>Attempts that have not ended.</summary>
    public long LiveCount => connection.Scalar("SELECT count(*) FROM live") ?? 0;

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static JobRow Job(StatementRows rows)
    {
        var counts = new long[States.Count];
        Counts.Read(rows.Text(13), counts);
        return new JobRow
        {
            Id = new JobId(rows.Int64(0)),
            Name = rows.Text(1),
            State = (JobState)rows.Int32(2),
            IsWanted = rows.Boolean(3),
            Priority = rows.Int32(4),
            Queue = rows.TextOrNull(5),
            Tags = rows.Text(6),
            Reason = rows.TextOrNull(7),
            Submitted = rows.Instant(8),
            Started = rows.InstantOrNull(9),
            Ended = rows.InstantOrNull(10),
            Total = rows.Int64(11),
            Attempts = rows.Int64(12),
            Counts = counts,
        };
    }
}
