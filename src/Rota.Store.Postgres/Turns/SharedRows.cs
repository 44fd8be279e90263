using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Turns;

/// <summary>What a turn writes that all runners draw on: accounts, demands, requests that are done, numbers.</summary>
internal static class SharedRows
{
    /// <summary>Writes them, inside the turn's transaction.</summary>
    public static void Write(
        Connection connection,
        TurnDecision decision,
        long incarnation,
        long turn,
        long nextAttempt
    )
    {
        foreach (var account in decision.Accounts)
        {
            var stored = AccountTable.Find(connection, account.Id);
            AccountTable.Put(connection, AccountRule.Used(stored, account.Id, account.Used, turn, account.Allowed));
        }

        Write(connection, decision.Demand, incarnation);
        if (decision.Done.Count > 0)
        {
            connection.Prepare("DELETE FROM rota.inbox WHERE id = ANY ($1)").Bind(1, decision.Done.ToArray()).Run();
        }

        connection.Prepare("UPDATE rota.sequence SET next = $1 WHERE name = 'attempt'").Bind(1, nextAttempt).Run();
    }

    private static void Write(Connection connection, Demand? demand, long incarnation)
    {
        if (demand is null)
        {
            connection.Prepare("DELETE FROM rota.demand WHERE runner = $1").Bind(1, incarnation).Run();
            return;
        }

        connection
            .Prepare(
                """
                INSERT INTO rota.demand (runner, account, priority, job) VALUES ($1, $2, $3, $4)
                ON CONFLICT (runner) DO UPDATE
                SET account = excluded.account, priority = excluded.priority, job = excluded.job
                """
            )
            .Bind(1, incarnation)
            .Bind(2, demand.Account.Text)
            .Bind(3, (long)demand.Priority)
            .Bind(4, demand.Job.Value)
            .Run();
    }
}
