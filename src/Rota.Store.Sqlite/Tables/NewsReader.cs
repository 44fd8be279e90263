using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Reads what changed since a turn: a handful of rows, however many tasks there are.</summary>
internal sealed class NewsReader(Connection connection)
{
    private readonly Statement frame = connection.Prepare(
        "SELECT epoch, pace, turn, EXISTS (SELECT 1 FROM inbox), serves_all, " + ScheduleTable.Version + " FROM frame"
    );

    private readonly Statement accounts = connection.Prepare(
        "SELECT name, used, capacity, hours, course FROM account WHERE turn > ?1 ORDER BY turn, name"
    );

    private readonly Statement demands = connection.Prepare(
        "SELECT account, priority, job FROM demand WHERE runner <> ?1 ORDER BY runner"
    );

    public News Read(long incarnation, long since)
    {
        long epoch,
            pace,
            turn,
            schedules;
        bool hasRequests,
            servesAll;
        using (var rows = frame.Rows())
        {
            _ = rows.Read();
            (epoch, pace, turn, hasRequests) = (rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Boolean(3));
            (servesAll, schedules) = (rows.Boolean(4), rows.Int64(5));
        }

        var uses = new List<AccountUse>();
        if (NewsRule.HasAccounts(turn, since))
        {
            using var rows = accounts.Bind(1, since).Rows();
            while (rows.Read())
            {
                var hours = rows.TextOrNull(3) is { } text ? OpenHours.Read(text) : null;
                var course = rows.TextOrNull(4) is { } steps ? RightsCourse.Parse(steps) : null;
                var id = AccountId.Parse(rows.Text(0));
                uses.Add(new AccountUse(id, rows.Int64(1), rows.Int64OrNull(2), hours, course));
            }
        }

        var waiting = new List<Demand>();
        using (var rows = demands.Bind(1, incarnation).Rows())
        {
            while (rows.Read())
            {
                waiting.Add(new Demand(AccountId.Parse(rows.Text(0)), rows.Int32(1), new JobId(rows.Int64(2))));
            }
        }

        return new News(epoch, pace, turn, uses, waiting, hasRequests) { ServesAll = servesAll, Schedules = schedules };
    }
}
