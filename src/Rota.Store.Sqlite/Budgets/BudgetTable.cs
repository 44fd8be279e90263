using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Budgets;

/// <summary>The rows of scopes, and of what was granted and lent.</summary>
internal static class BudgetTable
{
    private const string Scopes = "path, guarantee, ceiling, lend, borrow, weight";
    private const string Columns = "id, kind, giver, taker, amounts, not_before, expires, recalled, why";

    /// <summary>All of them.</summary>
    public static BudgetBook Read(Connection connection)
    {
        var scopes = new List<BudgetScope>();
        using (var rows = connection.Prepare($"SELECT {Scopes} FROM scope").Rows())
        {
            while (rows.Read())
            {
                scopes.Add(Scope(rows));
            }
        }

        var grants = new List<Grant>();
        using (var rows = connection.Prepare($"SELECT {Columns} FROM budget_grant ORDER BY id").Rows())
        {
            while (rows.Read())
            {
                grants.Add(Grant(rows));
            }
        }

        return new BudgetBook(scopes, grants);
    }

    /// <summary>Writes what is set for a scope; null removes it.</summary>
    public static void Put(Connection connection, ScopePath path, BudgetScope? scope)
    {
        if (scope is null)
        {
            connection.Prepare("DELETE FROM scope WHERE path = ?1").Bind(1, path.Text).Run();
            return;
        }

        connection
            .Prepare($"INSERT OR REPLACE INTO scope ({Scopes}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .Bind(1, path.Text)
            .Bind(2, scope.Guarantee.Text)
            .Bind(3, scope.Ceiling.Text)
            .Bind(4, scope.Lend.Text)
            .Bind(5, scope.Borrow.Text)
            .Bind(6, (long)scope.Weight)
            .Run();
    }

    /// <summary>Writes a grant, new or in place of what it was.</summary>
    public static void Put(Connection connection, Grant grant) =>
        connection
            .Prepare($"INSERT OR REPLACE INTO budget_grant ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .Bind(1, grant.Id)
            .Bind(2, (long)grant.Kind)
            .Bind(3, grant.From.Text)
            .Bind(4, grant.To.Text)
            .Bind(5, grant.Amounts.Text)
            .Bind(6, grant.NotBefore.Micros)
            .Bind(7, grant.Expires == Instant.Never ? null : (long?)grant.Expires.Micros)
            .Bind(8, grant.Recalled?.Micros)
            .Bind(9, grant.Why)
            .Run();

    private static BudgetScope Scope(StatementRows rows) =>
        new(Path(rows.Text(0)), Of(rows.Text(1)), Of(rows.Text(2)), Of(rows.Text(3)), Of(rows.Text(4)), rows.Int32(5));

    private static Grant Grant(StatementRows rows) =>
        new(
            rows.Int64(0),
            (GrantKind)rows.Int32(1),
            Path(rows.Text(2)),
            Path(rows.Text(3)),
            Of(rows.Text(4)),
            new Instant(rows.Int64(5)),
            rows.Int64OrNull(6) is { } expires ? new Instant(expires) : Instant.Never
        )
        {
            Recalled = rows.Int64OrNull(7) is { } recalled ? new Instant(recalled) : null,
            Why = rows.TextOrNull(8),
        };

    private static ScopePath Path(string text) =>
        ScopePath.Parse(text) ?? throw new FormatException($"{text} is no path of a scope");

    private static Amounts Of(string text) => Amounts.Read(text, out var problem) ?? throw new FormatException(problem);
}
