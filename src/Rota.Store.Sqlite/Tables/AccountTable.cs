using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>The rows of shared accounts, and what live attempts hold of each.</summary>
internal static class AccountTable
{
    private const string Columns = "name, used, turn, capacity, allowed, hours, course";

    /// <summary>One account, or null.</summary>
    public static AccountRow? Find(Connection connection, AccountId id)
    {
        using var rows = connection.Prepare($"SELECT {Columns} FROM account WHERE name = ?1").Bind(1, id.Text).Rows();
        return rows.Read() ? Row(rows) : null;
    }

    /// <summary>All of them.</summary>
    public static List<AccountRow> All(Connection connection)
    {
        var accounts = new List<AccountRow>();
        using var rows = connection.Prepare($"SELECT {Columns} FROM account").Rows();
        while (rows.Read())
        {
            accounts.Add(Row(rows));
        }

        return accounts;
    }

    /// <summary>Writes one, new or in place of what it was.</summary>
    public static void Put(Connection connection, AccountRow row) =>
        connection
            .Prepare($"INSERT OR REPLACE INTO account ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, row.Id.Text)
            .Bind(2, row.Used)
            .Bind(3, row.Turn)
            .Bind(4, row.Capacity)
            .Bind(5, row.Allowed)
            .Bind(6, row.Hours?.Text)
            .Bind(7, row.Course?.Text)
            .Run();

    private static AccountRow Row(StatementRows rows) =>
        new(
            AccountId.Parse(rows.Text(0)),
            rows.Int64(1),
            rows.Int64(2),
            rows.Int64OrNull(3),
            rows.Int64OrNull(4),
            rows.TextOrNull(5) is { } hours ? OpenHours.Read(hours) : null,
            rows.TextOrNull(6) is { } course ? RightsCourse.Parse(course) : null
        );

    /// <summary>What live attempts hold of each account.</summary>
    public static Dictionary<AccountId, long> Held(Connection connection)
    {
        var held = new Dictionary<AccountId, long>();
        using var rows = connection.Prepare("SELECT booking, gpus, node, cpus FROM live WHERE holds_room = 1").Rows();
        while (rows.Read())
        {
            AccountRule.Add(
                held,
                rows.Text(0),
                new NodeId(rows.Int64(2)),
                DeviceList.Of(rows.Text(1)),
                DeviceList.Of(rows.Text(3))
            );
        }

        return held;
    }
}
