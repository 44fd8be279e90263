using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>Proves the invariants over what is stored. Each violation is a sentence.</summary>
internal sealed class StoreCheck(StateDirectory state, JobQueries queries) : IHomeProof
{
    private const string DatabasePrefix = "database: ";
    private readonly Connection connection = queries.Connection;

    /// <inheritdoc/>
    public bool HasUnfinishedPrune => OutputCheck.HasUnfinished(state, queries);

    /// <inheritdoc/>
    public IReadOnlyList<string> Output() => new OutputCheck(state, queries).Run();

    /// <inheritdoc/>
    public bool IsDamage(string violation) => violation.StartsWith(DatabasePrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
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
            .. TaskChecks.All.SelectMany(Rows),
            .. FrameChecks.All.SelectMany(Rows),
            .. Rows(FiredAndDue),
            .. Rows(Rewound),
            .. new CounterCheck(queries).Run(),
            .. Accounts(),
        ];

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
        SELECT 'the database is older than its keeper, which has seen epoch ' || next
            || ': an earlier copy took its place'
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
        var held = AccountTotals.AddUp(connection);
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
}
