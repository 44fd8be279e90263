using Rota.Core.Scheduling.State;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>The queues that were set, or that open jobs name, and how full they are.</summary>
internal sealed class QueueQuery(Connection connection) : IQueueReader
{
    /// <inheritdoc/>
    public IReadOnlyList<QueueRow> All() =>
        connection.Reading(() =>
            QueueRule.Rows(
                QueueTable.All(connection),
                OpenJobs(),
                account => AccountTable.Find(connection, account)?.Used ?? 0
            )
        );

    /// <inheritdoc/>
    public IReadOnlyList<AccountUse> Accounts() => [.. AccountTable.All(connection).Select(row => row.Use)];

    private Dictionary<string, long> OpenJobs()
    {
        var open = new Dictionary<string, long>(StringComparer.Ordinal);
        using var rows = connection.Prepare("SELECT queue FROM rota.job WHERE ended IS NULL").Rows();
        while (rows.Read())
        {
            var queue = QueueRule.Of(rows.TextOrNull(0));
            open[queue] = open.GetValueOrDefault(queue) + 1;
        }

        return open;
    }
}
