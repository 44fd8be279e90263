using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Outbox;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Queries;

/// <summary>What is on its way out, and what became of it.</summary>
internal sealed class OutboxReader(HomeReader home) : IOutboxReader
{
    public IReadOnlyList<OutboxRow> Newest(int limit, bool isFailed) =>
        [.. home.Now.Outbox.Rows.Values.Reverse().Where(row => !isFailed || DeliveryRule.IsFailed(row)).Take(limit)];

    public OutboxRow? Find(long number) => home.Now.Outbox.Rows.GetValueOrDefault(number);

    public Instant? NextDue(string topic) =>
        home
            .Now.Outbox.Rows.Values.Where(row => row.State == DeliveryState.Waiting && row.Topic == topic)
            .Select(row => (Instant?)(row.Lease is { } lease && lease > row.Due ? lease : row.Due))
            .Min();

    public IReadOnlyList<ScopedRules> Rules() => [.. home.Now.Outbox.Rules.Values];
}
