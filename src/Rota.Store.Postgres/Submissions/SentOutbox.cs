using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Outbox;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Submissions;

/// <summary>The outbox as carriers and people change it.</summary>
internal sealed class SentOutbox : IOutbox
{
    private readonly PeopleWriter people;
    private readonly Connection connection;
    private readonly OutboxTable table;

    /// <summary>Opens that of a state.</summary>
    public SentOutbox(StateDirectory state, Server server, Author? author)
    {
        people = new PeopleWriter(state, server, author);
        connection = people.Connection;
        table = new OutboxTable(connection);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxRow> Take(string topic, Instant now, Instant lease, int most) =>
        Write(() =>
        {
            var waiting = table.Where("WHERE topic = $1 AND state = 0 ORDER BY id", one => one.Bind(1, topic));
            var chosen = DeliveryRule.Choose(waiting, now, most).ToLookup(row => IsGone(row.Target));
            foreach (var row in chosen[true])
            {
                table.Put(DeliveryRule.Gone(row, now));
            }

            OutboxRow[] taken = [.. chosen[false].Select(row => DeliveryRule.Taken(row, lease))];
            foreach (var row in taken)
            {
                table.Put(row);
            }

            return taken;
        });

    /// <inheritdoc/>
    public void Settle(IReadOnlyCollection<OutboxSettlement> settled) =>
        Write(() =>
        {
            foreach (var word in settled)
            {
                if (Find(word.Number) is { } row && DeliveryRule.Settled(row, word) is { } changed)
                {
                    table.Put(changed);
                }
            }

            return connection
                .Prepare("DELETE FROM rota.outbox WHERE state <> 0 AND id <= (SELECT max(id) FROM rota.outbox) - $1")
                .Bind(1, (long)DeliveryRule.KeptMax)
                .RunNow();
        });

    /// <inheritdoc/>
    public void Free(string topic) =>
        Write(() =>
            connection
                .Prepare("UPDATE rota.outbox SET lease = NULL WHERE topic = $1 AND state = 0 AND lease IS NOT NULL")
                .Bind(1, topic)
                .RunNow()
        );

    /// <inheritdoc/>
    public bool Redeliver(long number, Instant now) =>
        Change(() =>
        {
            if (Find(number) is not { } row)
            {
                return (false, null);
            }

            connection
                .Prepare($"UPDATE rota.outbox SET state = {(int)DeliveryState.GaveUp} WHERE target = $1 AND state = 3")
                .Bind(1, row.Target)
                .Run();
            table.Put(DeliveryRule.Again(row, now));
            return (true, SettingDeeds.Notification("redeliver", number));
        });

    /// <inheritdoc/>
    public long Add(OutboxRow row) =>
        Change(() =>
        {
            var number = table.Store(row);
            return (number, SettingDeeds.Notification("test", number));
        });

    /// <inheritdoc/>
    public void Withhold() =>
        Change(() =>
        {
            var waiting = connection
                .Prepare($"UPDATE rota.outbox SET state = {(int)DeliveryState.Withheld}, lease = NULL WHERE state = 0")
                .RunNow();
            return (0, SettingDeeds.Withhold(waiting));
        });

    /// <inheritdoc/>
    public bool Set(RuleScope scope, ImmutableArray<NotifyRule> rules) =>
        Change(() =>
        {
            var before = RulesOf(scope);
            connection.Prepare("DELETE FROM rota.notify WHERE scope = $1").Bind(1, scope.Text).Run();
            if (!rules.IsEmpty)
            {
                connection
                    .Prepare("INSERT INTO rota.notify (scope, rules) VALUES ($1, $2)")
                    .Bind(1, scope.Text)
                    .Bind(2, NotifyForm.Text(rules))
                    .Run();
            }

            return (before > 0, SettingDeeds.Rules(scope, before, rules));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private OutboxRow? Find(long number) => table.Where("WHERE id = $1", one => one.Bind(1, number)).FirstOrDefault();

    private bool IsGone(string target) =>
        connection.Prepare("SELECT 1 FROM rota.outbox WHERE target = $1 AND state = 3").Bind(1, target).Scalar()
            is not null;

    private T Change<T>(Func<(T Result, Deed? Deed)> work) =>
        people.Write(() =>
        {
            table.Hold();
            return work();
        });

    private T Write<T>(Func<T> work) =>
        people.Unheard(() =>
        {
            table.Hold();
            return work();
        });

    private int RulesOf(RuleScope scope)
    {
        using var rows = connection
            .Prepare("SELECT rules FROM rota.notify WHERE scope = $1")
            .Bind(1, scope.Text)
            .Rows();
        return rows.Read() ? NotifyForm.Rules(rows.Text(0)).Length : 0;
    }
}
