using Rota.Core.Model;
using Rota.Store.Sqlite;

namespace Rota.Store.Queries;

/// <summary>Proves the invariants over what is stored. Each violation is a sentence.</summary>
public sealed class StoreCheck(JobQueries queries)
{
    private const string DatabasePrefix = "database: ";
    private readonly Connection connection = queries.Connection;

    /// <summary>Whether a violation says that the database itself is damaged: then nothing else can be told.</summary>
    public static bool IsDamage(string violation) => violation.StartsWith(DatabasePrefix, StringComparison.Ordinal);

    /// <summary>All violations, from one committed state. In a damaged database only the damage is told.</summary>
    public IReadOnlyList<string> Run()
    {
        try
        {
            return connection.Reading(() =>
                Integrity() is { Length: > 0 } damage ? (IReadOnlyList<string>)damage : Invariants()
            );
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Damaged)
        {
            return [DatabasePrefix + error.Message];
        }
    }

    private string[] Invariants() =>
        [
            .. Rows(ExactlyOneRecord),
            .. Rows(BothRecords),
            .. Rows(BeyondCursor),
            .. Rows(TwoLive),
            .. Rows(Fences),
            .. Rows(AttemptNumbers),
            .. Rows(TerminalWithoutAttempt),
            .. Rows(EndedWithLive),
            .. FrameChecks.All.SelectMany(Rows),
            .. Rows(FiredAndDue),
            .. Rows(Rewound),
            .. Counters(),
            .. Accounts(),
        ];

    private const string ExactlyOneRecord = """
        SELECT 'task_group ' || g.job || '.' || g.name || ': ' || g.next || ' tasks were touched, '
            || ((SELECT count(*) FROM task t WHERE t.job = g.job AND t.grp = g.ordinal)
              + (SELECT count(*) FROM live l WHERE l.job = g.job AND l.grp = g.ordinal)) || ' have a record'
        FROM task_group g
        WHERE g.next <> (SELECT count(*) FROM task t WHERE t.job = g.job AND t.grp = g.ordinal)
                      + (SELECT count(*) FROM live l WHERE l.job = g.job AND l.grp = g.ordinal)
        """;

    private const string BothRecords = """
        SELECT 'task ' || l.job || '.' || l.grp || '.' || l.idx || ' is live and has another state too'
        FROM live l JOIN task t ON t.job = l.job AND t.grp = l.grp AND t.idx = l.idx
        """;

    private const string BeyondCursor = """
        SELECT 'task ' || t.job || '.' || t.grp || '.' || t.idx || ' has a record though it was never touched'
        FROM task t JOIN task_group g ON g.job = t.job AND g.ordinal = t.grp WHERE t.idx >= g.next
        """;

    private const string TwoLive = """
        SELECT 'task ' || job || '.' || grp || '.' || idx || ' has ' || count(*) || ' live attempts'
        FROM live GROUP BY job, grp, idx HAVING count(*) > 1
        """;

    private const string Fences = """
        SELECT 'attempt ' || attempt || ' has fence ' || fence || ', beyond the epoch' FROM live
        WHERE fence > (SELECT epoch FROM frame)
        """;

    private const string AttemptNumbers = """
        SELECT 'task ' || job || '.' || grp || '.' || idx
            || ' has ' || count(*) || ' attempts, numbered to ' || max(number)
        FROM attempt GROUP BY job, grp, idx HAVING count(*) <> max(number) OR min(number) <> 1
        """;

    private const string TerminalWithoutAttempt = """
        SELECT 'task ' || t.job || '.' || t.grp || '.' || t.idx || ' succeeded without a successful attempt'
        FROM task t LEFT JOIN attempt a ON a.job = t.job AND a.grp = t.grp AND a.idx = t.idx AND a.number = t.attempts
        WHERE t.state = 6 AND a.outcome IS NOT 6
        """;

    private const string EndedWithLive = """
        SELECT 'job ' || j.id || ' has ended and has live attempts' FROM job j
        WHERE j.ended IS NOT NULL AND EXISTS (SELECT 1 FROM live l WHERE l.job = j.id)
        """;

    /// <summary>Beyond the limit of today more may be used, beyond that of the sale never.</summary>
    private const string Oversold = """
        SELECT 'account ' || name || ': ' || used || ' used, and when it was sold last it had ' || allowed FROM account
        WHERE used > allowed
        """;

    private const string FiredAndDue = """
        SELECT 'schedule ' || name || ' is due again at an instant that has fired' FROM schedule
        WHERE due <= last_fired
        """;

    private const string Rewound = """
        SELECT 'the database is older than its keeper, which has seen epoch ' || next || ': an earlier copy took its place'
        FROM sequence WHERE name = 'rewound'
        """;

    private IEnumerable<string> Rows(string sql)
    {
        using var rows = connection.Prepare(sql).Rows();
        while (rows.Read())
        {
            yield return rows.Text(0);
        }
    }

    private string[] Integrity() =>
        [.. Rows("PRAGMA integrity_check").Where(line => line != "ok").Select(line => DatabasePrefix + line)];

    private IEnumerable<string> Accounts()
    {
        var held = Books.AddUp(connection);
        var violations = new List<string>();
        using var rows = connection.Prepare("SELECT name, used FROM account").Rows();
        while (rows.Read())
        {
            held.Remove(rows.Text(0), out var sum);
            if (sum != rows.Int64(1))
            {
                violations.Add($"account {rows.Text(0)}: says {rows.Int64(1)} used, live attempts hold {sum}");
            }
        }

        violations.AddRange(Rows(Oversold));
        return [.. violations, .. held.Select(one => $"account {one.Key}: live attempts hold {one.Value} unbooked")];
    }

    private IEnumerable<string> Counters()
    {
        var violations = new List<string>();
        foreach (var job in queries.Jobs(int.MaxValue))
        {
            var sum = new long[States.Count];
            foreach (var group in queries.Groups(job.Id))
            {
                var counted = Count(job.Id, group);
                for (var state = 0; state < sum.Length; state++)
                {
                    sum[state] += counted[state];
                }

                if (!counted.AsSpan().SequenceEqual(group.Counts))
                {
                    violations.Add(
                        $"task_group {job.Id}.{group.Name}: counters say {string.Join(' ', group.Counts)}, "
                            + $"rows say {string.Join(' ', counted)}"
                    );
                }
            }

            if (!sum.AsSpan().SequenceEqual(job.Counts))
            {
                violations.Add(
                    $"job {job.Id}: counters say {string.Join(' ', job.Counts)}, "
                        + $"its entries say {string.Join(' ', sum)}"
                );
            }
        }

        return violations;
    }

    private long[] Count(JobId job, GroupRow group)
    {
        var counts = new long[States.Count];
        counts[(int)group.Rest] += group.Total - group.Next;
        foreach (var table in (string[])["task", "live"])
        {
            using var rows = connection
                .Prepare($"SELECT state, count(*) FROM {table} WHERE job = ?1 AND grp = ?2 GROUP BY state")
                .Bind(1, job.Value)
                .Bind(2, (long)group.Ordinal)
                .Rows();
            while (rows.Read())
            {
                counts[rows.Int32(0)] += rows.Int64(1);
            }
        }

        return counts;
    }
}
