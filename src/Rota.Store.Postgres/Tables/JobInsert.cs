using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Tables;

/// <summary>Writes the rows of a job that is accepted. Runs inside the submission's transaction.</summary>
internal sealed class JobInsert(Connection connection)
{
    private readonly AfterTable after = new(connection);

    /// <summary>Writes the job, its body and its entries; gives its number.</summary>
    public JobId Insert(JobSpec spec, ReadOnlySpan<byte> body, string? key, bool isWanted, Instant now)
    {
        var rows = SubmissionRule.Rows(Next(), spec, key, isWanted, now);
        var id = rows.Row.Id;
        after.Add(id, spec);
        Insert(rows);
        connection
            .Prepare("INSERT INTO rota.job_spec (job, body) VALUES ($1, $2)")
            .Bind(1, id.Value)
            .Bind(2, body)
            .Run();
        foreach (var group in rows.Groups)
        {
            connection
                .Prepare(
                    """
                    INSERT INTO rota.task_group (job, ordinal, name, total, next, rest, counts)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """
                )
                .Bind(1, id.Value)
                .Bind(2, (long)group.Ordinal)
                .Bind(3, group.Name)
                .Bind(4, (long)group.Total)
                .Bind(5, (long)group.Next)
                .Bind(6, (long)group.Rest)
                .Bind(7, Counts.Write(group.Counts))
                .Run();
        }

        if (rows.First is { } request)
        {
            Inbox.Put(connection, id, request, now);
        }

        return id;
    }

    /// <summary>One more than any job ever had, also one that was removed since.</summary>
    private JobId Next() => new(Sequences.Take(connection, Sequences.Job));

    private void Insert(NewJob rows) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.job (id, partition, name, key, state, wanted, priority, queue, tags, submitted, total,
                    attempts, counts, not_before, open)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                """
            )
            .Bind(1, rows.Row.Id.Value)
            .Bind(2, (long)rows.Partition)
            .Bind(3, rows.Row.Name)
            .Bind(4, rows.Key)
            .Bind(5, (long)rows.Row.State)
            .Bind(6, rows.Row.IsWanted)
            .Bind(7, (long)rows.Row.Priority)
            .Bind(8, rows.Row.Queue)
            .Bind(9, rows.Row.Tags)
            .Bind(10, rows.Row.Submitted.Micros)
            .Bind(11, rows.Row.Total)
            .Bind(12, rows.Row.Attempts)
            .Bind(13, Counts.Write(rows.Row.Counts))
            .Bind(14, rows.Row.NotBefore?.Micros)
            .Bind(15, rows.Row.IsOpen)
            .Run();
}
