using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Outbox;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Submissions;

/// <summary>The outbox as carriers and people change it.</summary>
internal sealed class SentOutbox(Writer writer) : IOutbox
{
    public IReadOnlyList<OutboxRow> Take(string topic, Instant now, Instant lease, int most) =>
        Write(outbox =>
        {
            var gone = Of(outbox, DeliveryState.Gone).Select(row => row.Target).ToHashSet(StringComparer.Ordinal);
            var waiting = Of(outbox, DeliveryState.Waiting).Where(row => row.Topic == topic).ToArray();
            var chosen = DeliveryRule.Choose(waiting, now, most).ToLookup(row => gone.Contains(row.Target));
            OutboxRow[] taken = [.. chosen[false].Select(row => DeliveryRule.Taken(row, lease))];
            var rows = chosen[true].Select(row => DeliveryRule.Gone(row, now)).Concat(taken);
            return (rows.Aggregate(outbox, (all, row) => all.With(row)), taken);
        });

    public void Settle(IReadOnlyCollection<OutboxSettlement> settled) =>
        Write(outbox =>
        {
            foreach (var word in settled)
            {
                if (outbox.Rows.TryGetValue(word.Number, out var row) && DeliveryRule.Settled(row, word) is { } changed)
                {
                    outbox = outbox.With(changed);
                }
            }

            var newest = outbox.Rows.Keys.LastOrDefault();
            var old = outbox.Rows.Values.Where(row =>
                row.State != DeliveryState.Waiting && row.Number <= newest - DeliveryRule.KeptMax
            );
            return (outbox with { Rows = outbox.Rows.RemoveRange(old.Select(row => row.Number)) }, 0);
        });

    public void Free(string topic) =>
        Write(outbox =>
            (
                Of(outbox, DeliveryState.Waiting)
                    .Where(row => row.Topic == topic && row.Lease is not null)
                    .Aggregate(outbox, (all, row) => all.With(row with { Lease = null })),
                0
            )
        );

    public bool Redeliver(long number, Instant now) =>
        Change(outbox =>
        {
            if (!outbox.Rows.TryGetValue(number, out var row))
            {
                return (outbox, false, null);
            }

            var opened = Of(outbox, DeliveryState.Gone)
                .Where(other => other.Target == row.Target)
                .Aggregate(outbox, (all, other) => all.With(other with { State = DeliveryState.GaveUp }));
            return (opened.With(DeliveryRule.Again(row, now)), true, SettingDeeds.Notification("redeliver", number));
        });

    public long Add(OutboxRow row) =>
        Change(outbox => (outbox.With(row), outbox.Next, SettingDeeds.Notification("test", outbox.Next)));

    public void Withhold() =>
        Change(outbox =>
        {
            var waiting = Of(outbox, DeliveryState.Waiting);
            var withheld = waiting.Aggregate(
                outbox,
                (all, row) => all.With(row with { State = DeliveryState.Withheld, Lease = null })
            );
            return (withheld, 0, SettingDeeds.Withhold(waiting.Length));
        });

    public bool Set(RuleScope scope, ImmutableArray<NotifyRule> rules) =>
        Change(outbox =>
        {
            var before = outbox.Rules.GetValueOrDefault(scope.Text)?.Rules.Length ?? 0;
            var changed = rules.IsEmpty
                ? outbox.Rules.Remove(scope.Text)
                : outbox.Rules.SetItem(scope.Text, new ScopedRules(scope, rules));
            return (outbox with { Rules = changed }, before > 0, SettingDeeds.Rules(scope, before, rules));
        });

    public void Dispose() => writer.Dispose();

    private static OutboxRow[] Of(OutboxTables outbox, DeliveryState state) =>
        [.. outbox.Rows.Values.Where(row => row.State == state)];

    private T Change<T>(Func<OutboxTables, (OutboxTables Outbox, T Result, Deed? Deed)> change) =>
        writer.Change(tables =>
        {
            var (outbox, result, deed) = change(tables.Outbox);
            return (tables with { Outbox = outbox }, result, deed);
        });

    private T Write<T>(Func<OutboxTables, (OutboxTables Outbox, T Result)> change) =>
        writer.Write(tables =>
        {
            var (outbox, result) = change(tables.Outbox);
            return (ReferenceEquals(outbox, tables.Outbox) ? tables : tables with { Outbox = outbox }, result);
        });
}
