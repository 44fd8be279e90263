using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Tables;

/// <summary>
/// Reads what changed since a turn: a handful of rows, however many tasks there are. They are read one after the other:
/// who takes a turn on what is of two turns is refused at its commit, and who only looks is told the rest the next
/// time.
/// </summary>
internal sealed class NewsReader(Connection connection)
{
    public (News News, Fence Fence) Read(long incarnation, long since)
    {
        var (turn, fence) = Frame();
        var accounts = NewsRule.HasAccounts(turn.Turn, since) ? Accounts(since) : [];
        return (turn with { Accounts = accounts, Demands = Demands(incarnation) }, fence);
    }

    private (News Turn, Fence Fence) Frame()
    {
        using var rows = connection
            .Prepare(
                $"""
                SELECT epoch, pace, turn, EXISTS (SELECT 1 FROM rota.inbox), serves_all,
                    (SELECT next FROM rota.sequence WHERE name = 'schedule'),
                    (SELECT next FROM rota.sequence WHERE name = 'attempt'), timeline, {connection.Server.TimelineSql}
                FROM rota.frame
                """
            )
            .Rows();
        _ = rows.Read();
        var news = new News(rows.Int64(0), rows.Int64(1), rows.Int64(2), [], [], rows.Boolean(3))
        {
            ServesAll = rows.Boolean(4),
            Schedules = rows.Int64(5),
        };
        return (news, new Fence(rows.Int64(6), rows.Text(7), rows.Text(8)));
    }

    private List<AccountUse> Accounts(long since)
    {
        var uses = new List<AccountUse>();
        using var rows = connection
            .Prepare("SELECT name, used, capacity, hours, course FROM rota.account WHERE turn > $1 ORDER BY turn, name")
            .Bind(1, since)
            .Rows();
        while (rows.Read())
        {
            var hours = rows.TextOrNull(3) is { } text ? OpenHours.Read(text) : null;
            var course = rows.TextOrNull(4) is { } steps ? RightsCourse.Parse(steps) : null;
            var id = AccountId.Parse(rows.Text(0));
            uses.Add(new AccountUse(id, rows.Int64(1), rows.Int64OrNull(2), hours, course));
        }

        return uses;
    }

    private List<Demand> Demands(long incarnation)
    {
        var waiting = new List<Demand>();
        using var rows = connection
            .Prepare("SELECT account, priority, job FROM rota.demand WHERE runner <> $1 ORDER BY runner")
            .Bind(1, incarnation)
            .Rows();
        while (rows.Read())
        {
            waiting.Add(new Demand(AccountId.Parse(rows.Text(0)), rows.Int32(1), new JobId(rows.Int64(2))));
        }

        return waiting;
    }
}

/// <summary>What a turn's commit is held against, beside the epoch.</summary>
/// <param name="NextAttempt">The first number of an attempt that nobody has.</param>
/// <param name="Timeline">The history of the server that the members joined in.</param>
/// <param name="Current">The one that the server is in now: another after a standby was made the primary.</param>
internal readonly record struct Fence(long NextAttempt, string Timeline, string Current);
