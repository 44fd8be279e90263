using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Reconcile;
using Rota.Store.Sqlite;

namespace Rota.Store.Queries;

/// <summary>What commands and pages ask of a state. Reads only; a query sees one committed state.</summary>
public sealed class JobQueries(StateDirectory state) : IDisposable
{
    private const string JobColumns = """
        id, name, state, wanted, priority, queue, tags, reason, submitted, started, ended, total, attempts, counts
        """;

    private readonly Connection connection = Database.OpenReader(state);

    /// <summary>The connection, for queries of their own kind.</summary>
    internal Connection Connection => connection;

    /// <summary>The newest jobs, newest first.</summary>
    public IReadOnlyList<JobRow> Jobs(int limit)
    {
        var jobs = new List<JobRow>();
        using var rows = connection
            .Prepare($"SELECT {JobColumns} FROM job ORDER BY id DESC LIMIT ?1")
            .Bind(1, (long)limit)
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
        using var rows = connection.Prepare($"SELECT {JobColumns} FROM job WHERE ended IS NULL ORDER BY id").Rows();
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
    public JobSpec? Spec(JobId id)
    {
        using var rows = connection.Prepare("SELECT body FROM job_spec WHERE job = ?1").Bind(1, id.Value).Rows();
        return rows.Read() ? JobSpecCodec.Decode(rows.Blob(0)) : null;
    }

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

    /// <summary>Attempts that ended, in the order of tasks.</summary>
    public IEnumerable<AttemptRow> Attempts(JobId id)
    {
        using var rows = connection
            .Prepare($"SELECT {AttemptColumns} FROM attempt WHERE job = ?1")
            .Bind(1, id.Value)
            .Rows();
        while (rows.Read())
        {
            yield return Attempt(rows);
        }
    }

    /// <summary>Attempts that did not succeed, latest last.</summary>
    public IReadOnlyList<AttemptRow> FailedAttempts(JobId id, Instant after, int limit)
    {
        var attempts = new List<AttemptRow>();
        using var rows = connection
            .Prepare(
                $"""
                SELECT {AttemptColumns} FROM attempt WHERE job = ?1 AND outcome > 6 AND ended > ?2
                ORDER BY ended LIMIT ?3
                """
            )
            .Bind(1, id.Value)
            .Bind(2, after.Micros)
            .Bind(3, (long)limit)
            .Rows();
        while (rows.Read())
        {
            attempts.Add(Attempt(rows));
        }

        return attempts;
    }

    /// <summary>The attempts that took longest, longest first.</summary>
    public IReadOnlyList<AttemptRow> Slowest(JobId id, int limit)
    {
        var attempts = new List<AttemptRow>();
        using var rows = connection
            .Prepare(
                $"""
                SELECT {AttemptColumns} FROM attempt WHERE job = ?1 AND started IS NOT NULL
                ORDER BY ended - started DESC LIMIT ?2
                """
            )
            .Bind(1, id.Value)
            .Bind(2, (long)limit)
            .Rows();
        while (rows.Read())
        {
            attempts.Add(Attempt(rows));
        }

        return attempts;
    }

    /// <summary>The attempts of one task, first to last.</summary>
    public IReadOnlyList<AttemptRow> Attempts(TaskKey task)
    {
        var attempts = new List<AttemptRow>();
        using var rows = connection
            .Prepare(
                $"""
                SELECT {AttemptColumns} FROM attempt WHERE job = ?1 AND grp = ?2 AND idx = ?3 ORDER BY number
                """
            )
            .Bind(1, task.Job.Value)
            .Bind(2, (long)task.Group)
            .Bind(3, (long)task.Index)
            .Rows();
        while (rows.Read())
        {
            attempts.Add(Attempt(rows));
        }

        return attempts;
    }

    /// <summary>What the node of this state has, as its runner last said; null before the first run.</summary>
    public Capacity? NodeCapacity()
    {
        using var rows = connection.Prepare("SELECT capacity FROM node").Rows();
        return rows.Read() ? JsonSerializer.Deserialize(rows.Text(0), StoreJson.Default.Capacity) : null;
    }

    /// <summary>Whether an attempt's end is not committed yet.</summary>
    public bool IsLive(AttemptId attempt)
    {
        using var rows = connection.Prepare("SELECT 1 FROM live WHERE attempt = ?1").Bind(1, attempt.Value).Rows();
        return rows.Read();
    }

    /// <summary>Whether a request has been carried out.</summary>
    public bool IsDone(long request)
    {
        using var rows = connection.Prepare("SELECT 1 FROM inbox WHERE id = ?1").Bind(1, request).Rows();
        return !rows.Read();
    }

    /// <summary>Name of the node, as its runner last said.</summary>
    public string NodeName()
    {
        using var rows = connection.Prepare("SELECT name FROM node").Rows();
        return rows.Read() ? rows.Text(0) : Environment.MachineName;
    }

    /// <summary>Epoch and process of the runner that joined last.</summary>
    public (long Epoch, int Pid, long PidStart, string BootId) Frame()
    {
        using var rows = connection.Prepare("SELECT epoch, pid, pid_start, boot_id FROM frame").Rows();
        return rows.Read() ? (rows.Int64(0), rows.Int32(1), rows.Int64(2), rows.Text(3)) : default;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private const string AttemptColumns = """
        grp, idx, number, id, outcome, started, ended, exit_code, signal, reason, cpu_us, peak_memory,
        out_segment, out_offset, out_length, err_segment, err_offset, err_length
        """;

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
            Submitted = new Instant(rows.Int64(8)),
            Started = At(rows.Int64OrNull(9)),
            Ended = At(rows.Int64OrNull(10)),
            Total = rows.Int64(11),
            Attempts = rows.Int64(12),
            Counts = counts,
        };
    }

    private static AttemptRow Attempt(StatementRows rows) =>
        new()
        {
            Group = rows.Int32(0),
            Index = rows.Int32(1),
            Number = rows.Int32(2),
            Id = new AttemptId(rows.Int64(3)),
            Outcome = (TaskState)rows.Int32(4),
            Started = At(rows.Int64OrNull(5)),
            Ended = new Instant(rows.Int64(6)),
            ExitCode = rows.Int32OrNull(7),
            Signal = rows.Int32OrNull(8),
            Reason = rows.TextOrNull(9),
            CpuMicros = rows.Int64(10),
            PeakMemoryBytes = rows.Int64(11),
            Output = new OutputPlace(rows.Int32(12), rows.Int64(13), rows.Int64(14)),
            Errors = new OutputPlace(rows.Int32(15), rows.Int64(16), rows.Int64(17)),
        };

    private static Instant? At(long? micros) => micros is { } value ? new Instant(value) : null;
}
