using Rota.Core.Scheduling.State;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Queries;

/// <summary>The queues that were set, or that open jobs are in, and how full they are.</summary>
internal sealed class QueueReader(HomeReader home) : IQueueReader
{
    public IReadOnlyList<QueueRow> All()
    {
        var tables = home.Now;
        var open = tables
            .Jobs.Values.Where(job => job.IsOpen)
            .CountBy(job => QueueRule.Of(job.Row.Queue))
            .ToDictionary(queue => queue.Key, queue => (long)queue.Value, StringComparer.Ordinal);
        return QueueRule.Rows(tables.Queues.Values, open, account => tables.Account(account)?.Used ?? 0);
    }

    public IReadOnlyList<AccountUse> Accounts() => [.. home.Now.Accounts.Values.Select(row => row.Use)];
}
