using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>The rows of jobs, as people look at them.</summary>
internal sealed class JobTable(Connection connection)
{
    private const string Columns = """
        id, name, state, wanted, priority, queue, tags, reason, submitted, started, ended, total, attempts, counts,
            not_before, open
        """;

    /// <summary>
    /// The newest before a number, of those that have all of these tags. They stand in the order of their names, as one
    /// JSON object without a space, in which no text holds a quotation mark: each pair is found as it stands.
    /// </summary>
    public List<JobRow> Newest(int limit, IEnumerable<KeyValuePair<string, string>> tags, long before) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {Columns} FROM rota.job WHERE id < $3 AND NOT EXISTS (
                        SELECT 1 FROM unnest($2) AS wanted (pair)
                        WHERE strpos(',' || substr(tags, 2, length(tags) - 2) || ',', pair) = 0)
                    ORDER BY id DESC LIMIT $1
                    """
                )
                .Bind(1, (long)limit)
                .Bind(2, [.. tags.Select(tag => (string?)$",{SubmissionRule.TagsOf([tag])[1..^1]},")])
                .Bind(3, before)
        );

    /// <summary>The newest of a name before a number.</summary>
    public List<JobRow> Named(string name, int limit, long before) =>
        All(
            connection
                .Prepare($"SELECT {Columns} FROM rota.job WHERE name = $1 AND id < $3 ORDER BY id DESC LIMIT $2")
                .Bind(1, name)
                .Bind(2, (long)limit)
                .Bind(3, before)
        );

    /// <summary>Names that begin so, each once.</summary>
    public List<string> Names(string prefix, int limit)
    {
        // No text that begins so comes after this one.
        const string Last = "\U0010FFFF";
        var names = new List<string>();
        using var rows = connection
            .Prepare("SELECT DISTINCT name FROM rota.job WHERE name >= $1 AND name < $2 ORDER BY name LIMIT $3")
            .Bind(1, prefix)
            .Bind(2, prefix + Last)
            .Bind(3, (long)limit)
            .Rows();
        while (rows.Read())
        {
            names.Add(rows.Text(0));
        }

        return names;
    }

    /// <summary>Those that have not ended, oldest first.</summary>
    public List<JobRow> Unfinished() =>
        All(connection.Prepare($"SELECT {Columns} FROM rota.job WHERE ended IS NULL ORDER BY id"));

    /// <summary>Those that have not ended: those that run first, then by priority, then the oldest.</summary>
    public List<JobRow> Open(int limit) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {Columns} FROM rota.job WHERE ended IS NULL
                    ORDER BY state <> 1, priority DESC, id LIMIT $1
                    """
                )
                .Bind(1, (long)limit)
        );

    /// <summary>One job, or null.</summary>
    public JobRow? Find(JobId id) =>
        All(connection.Prepare($"SELECT {Columns} FROM rota.job WHERE id = $1").Bind(1, id.Value)).FirstOrDefault();

    private static List<JobRow> All(Statement statement)
    {
        var jobs = new List<JobRow>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            jobs.Add(Row(rows));
        }

        return jobs;
    }

    private static JobRow Row(StatementRows rows)
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
            NotBefore = rows.InstantOrNull(14),
            IsOpen = rows.Boolean(15),
        };
    }
}
