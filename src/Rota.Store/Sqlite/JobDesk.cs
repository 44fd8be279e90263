using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;

namespace Rota.Store.Sqlite;

/// <summary>Where commands hand in jobs and requests. What it accepts is committed with an fsync.</summary>
public sealed class JobDesk : IDisposable
{
    private readonly FileLock writeLock;
    private readonly Connection connection;

    /// <summary>Opens the desk of a state.</summary>
    public JobDesk(StateDirectory state)
    {
        writeLock = new FileLock(state.WriteLock);
        connection = Database.OpenWriter(state, writeLock);
    }

    /// <summary>Accepts a job; one with the same key is accepted once.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="key">Idempotency key, or null.</param>
    /// <param name="isWanted">Whether it is to run now, or waits to be resumed.</param>
    /// <param name="now">When.</param>
    /// <returns>Its number, and whether it is new.</returns>
    public (JobId Job, bool IsNew) Submit(JobSpec spec, string? key, bool isWanted, Instant now)
    {
        // Compressed before the lock is taken: nobody waits for that.
        var body = JobSpecCodec.Encode(spec);
        return WriteTransaction.Run(
            connection,
            writeLock,
            () =>
            {
                if (key is not null && Find(key) is { } known)
                {
                    return (known, false);
                }

                var id = Insert(spec, key, isWanted, now);
                connection
                    .Prepare("INSERT INTO job_spec (job, body) VALUES (?1, ?2)")
                    .Bind(1, id.Value)
                    .Bind(2, body)
                    .Run();
                InsertGroups(id, spec);
                if (isWanted)
                {
                    PutRequest(id, RequestKind.Run, "", now);
                }

                return (id, true);
            }
        );
    }

    /// <summary>Leaves a request for the runner.</summary>
    /// <returns>Its number: it is carried out when it is gone from the inbox.</returns>
    public long Ask(JobId job, RequestKind kind, string argument, Instant now) =>
        WriteTransaction.Run(
            connection,
            writeLock,
            () =>
            {
                if (kind is RequestKind.Run or RequestKind.Rerun)
                {
                    connection.Prepare("UPDATE job SET wanted = 1 WHERE id = ?1").Bind(1, job.Value).Run();
                }

                return PutRequest(job, kind, argument, now);
            }
        );

    /// <summary>
    /// Has a new runner begin with these jobs only: what an earlier one was running waits, until somebody asks for it.
    /// </summary>
    public void WantOnly(IReadOnlyList<JobId> jobs) =>
        WriteTransaction.Run(
            connection,
            writeLock,
            () =>
            {
                connection.Execute("UPDATE job SET wanted = 0 WHERE wanted = 1 AND ended IS NULL");
                connection.Execute("DELETE FROM inbox WHERE kind = 'Run'");
                foreach (var job in jobs)
                {
                    connection.Prepare("UPDATE job SET wanted = 1 WHERE id = ?1").Bind(1, job.Value).Run();
                }

                return 0;
            }
        );

    /// <summary>Whether a request has been carried out.</summary>
    public bool IsDone(long request)
    {
        using var rows = connection.Prepare("SELECT 1 FROM inbox WHERE id = ?1").Bind(1, request).Rows();
        return !rows.Read();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        writeLock.Dispose();
    }

    private JobId? Find(string key)
    {
        using var rows = connection.Prepare("SELECT id FROM job WHERE key = ?1").Bind(1, key).Rows();
        return rows.Read() ? new JobId(rows.Int64(0)) : null;
    }

    private long PutRequest(JobId job, RequestKind kind, string argument, Instant now)
    {
        connection
            .Prepare("INSERT INTO inbox (job, kind, body, at) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, job.Value)
            .Bind(2, kind.ToString())
            .Bind(3, argument)
            .Bind(4, now.Micros)
            .Run();
        return connection.LastRowId;
    }

    private JobId Insert(JobSpec spec, string? key, bool isWanted, Instant now)
    {
        var counts = new long[States.Count];
        foreach (var task in spec.Tasks)
        {
            counts[(int)RestOf(task)] += task.Expansion.Count;
        }

        connection
            .Prepare(
                """
                INSERT INTO job (partition, name, key, state, wanted, priority, queue, tags, submitted, total, counts)
                VALUES (0, ?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """
            )
            .Bind(1, spec.Name)
            .Bind(2, key)
            .Bind(3, isWanted)
            .Bind(4, (long)spec.Priority)
            .Bind(5, spec.Queue)
            .Bind(
                6,
                JsonSerializer.Serialize(
                    new Dictionary<string, string>(spec.Tags),
                    StoreJson.Default.DictionaryStringString
                )
            )
            .Bind(7, now.Micros)
            .Bind(8, spec.TaskCount)
            .Bind(9, Counts.Write(counts))
            .Run();
        var id = new JobId(connection.LastRowId);
        connection
            .Prepare("UPDATE job SET partition = ?2 WHERE id = ?1")
            .Bind(1, id.Value)
            .Bind(2, (long)Partition.Of(id))
            .Run();
        return id;
    }

    private void InsertGroups(JobId id, JobSpec spec)
    {
        var insert = connection.Prepare(
            """
            INSERT INTO task_group (job, ordinal, name, total, next, rest, counts) VALUES (?1, ?2, ?3, ?4, 0, ?6, ?5)
            """
        );
        for (var ordinal = 0; ordinal < spec.Tasks.Length; ordinal++)
        {
            var total = spec.Tasks[ordinal].Expansion.Count;
            var rest = RestOf(spec.Tasks[ordinal]);
            var counts = new long[States.Count];
            counts[(int)rest] = total;
            insert
                .Bind(1, id.Value)
                .Bind(2, (long)ordinal)
                .Bind(3, spec.Tasks[ordinal].Id)
                .Bind(4, (long)total)
                .Bind(5, Counts.Write(counts))
                .Bind(6, (long)rest)
                .Run();
        }
    }

    /// <summary>What needs nothing could start at once.</summary>
    private static TaskState RestOf(TaskSpec task) => task.Needs.IsEmpty ? TaskState.Ready : TaskState.Blocked;
}
