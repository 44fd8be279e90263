using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>The shared accounts as rows, and what they must say: what live attempts hold, added up.</summary>
internal static class AccountTotals
{
    /// <summary>
    /// Writes what is used; a limit that somebody set stays. What was allowed is written where more is used by it, so
    /// that it always covers what is used.
    /// </summary>
    private const string PutAccount = """
        INSERT INTO account (name, used, turn, allowed) VALUES (?1, ?2, ?3, coalesce(?4, ?2))
        ON CONFLICT (name) DO UPDATE SET used = excluded.used, turn = excluded.turn,
            allowed = CASE WHEN excluded.used > used AND ?4 IS NOT NULL THEN ?4 ELSE allowed END
        """;

    /// <summary>Writes what is used of an account.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="account">Which one.</param>
    /// <param name="used">How much.</param>
    /// <param name="turn">The turn of the change.</param>
    /// <param name="allowed">The most that might be used when it was reserved; null where nothing was.</param>
    public static void Put(Connection connection, AccountId account, long used, long turn, long? allowed = null) =>
        connection.Prepare(PutAccount).Bind(1, account.Text).Bind(2, used).Bind(3, turn).Bind(4, allowed).Run();

    /// <summary>What live attempts hold of each account.</summary>
    public static Dictionary<AccountId, long> AddUp(Connection connection)
    {
        var used = new Dictionary<AccountId, long>();
        using var rows = connection.Prepare("SELECT booking, gpus, node FROM live WHERE holds_room = 1").Rows();
        while (rows.Read())
        {
            foreach (var (account, amount) in Booking.Read(rows.Text(0)))
            {
                used[account] = used.GetValueOrDefault(account) + amount;
            }

            foreach (var position in rows.Text(1).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var gpu = AccountId.Gpu(new NodeId(rows.Int64(2)), position);
                used[gpu] = used.GetValueOrDefault(gpu) + 1;
            }
        }

        return used;
    }
}
