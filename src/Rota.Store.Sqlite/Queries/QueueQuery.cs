using Rota.Core.Scheduling.State;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The queues that were set, or that open jobs name, and how full they are.</summary>
internal sealed class QueueQuery(Connection connection) : IQueueReader
{
    /// <inheritdoc/>
    public IReadOnlyList<QueueRow> All()
    {
        var rows = new List<QueueRow>();
        using var found = connection
            .Prepare(
                """
                SELECT name, (SELECT concurrency FROM queue q WHERE q.name = n.name),
                    coalesce((SELECT paused FROM queue q WHERE q.name = n.name), 0),
                    coalesce((SELECT used FROM account WHERE account.name = 'queue ' || n.name), 0),
                    (SELECT count(*) FROM job WHERE ended IS NULL AND coalesce(queue, ?1) = n.name)
                FROM (SELECT name FROM queue UNION SELECT coalesce(queue, ?1) FROM job WHERE ended IS NULL) n
                ORDER BY name
                """
            )
            .Bind(1, Queues.Default)
            .Rows();
        while (found.Read())
        {
            rows.Add(
                new QueueRow(found.Text(0), found.Int32OrNull(1), found.Boolean(2), found.Int64(3), found.Int64(4))
            );
        }

        return rows;
    }

    /// <inheritdoc/>
    public IReadOnlyList<AccountUse> Accounts()
    {
        var uses = new List<AccountUse>();
        using var rows = connection.Prepare("SELECT name, used, capacity FROM account").Rows();
        while (rows.Read())
        {
            uses.Add(new AccountUse(rows.Text(0), rows.Int64(1), rows.Int64OrNull(2)));
        }

        return uses;
    }
}
