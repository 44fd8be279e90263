using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Writes the rows of a job that is accepted. Runs inside the submission's transaction.</summary>
internal sealed class JobInsert(Connection connection)
{
    /// <summary>Writes the job, its body and its entries; gives its number.</summary>
    public JobId Insert(JobSpec spec, ReadOnlySpan<byte> body, string? key, bool isWanted, Instant now)
    {
        var id = InsertJob(spec, key, isWanted, now);
        connection.Prepare("INSERT INTO job_spec (job, body) VALUES (?1, ?2)").Bind(1, id.Value).Bind(2, body).Run();
        InsertGroups(id, spec);
        return id;
    }

    private JobId InsertJob(JobSpec spec, string? key, bool isWanted, Instant now)
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
                Properties.Object(json =>
                {
                    foreach (var (name, value) in spec.Tags)
                    {
                        json.WriteString(name, value);
                    }
                })
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
