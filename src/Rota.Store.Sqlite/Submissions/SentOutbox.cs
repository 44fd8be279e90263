using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Outbox;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>The outbox as carriers and people change it.</summary>
public sealed class SentOutbox : IOutbox
{
    private readonly PeopleWriter people;
    private readonly Connection connection;
    private readonly OutboxTable table;

    /// <summary>Opens that of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="author">Whose doing it is; null for nobody in particular.</param>
    public SentOutbox(StateDirectory state, Author? author = null)
    {
        people = new PeopleWriter(state, author);
        connection = people.Connection;
        table = new OutboxTable(connection);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxRow> Take(string topic, Instant now, Instant lease, int most) =>
        people.Unheard(() =>
        {
            var waiting = table.Where("WHERE topic = ?1 AND state = 0 ORDER BY id", one => one.Bind(1, topic));
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
        people.Unheard(() =>
        {
            foreach (var word in settled)
            {
                if (Find(word.Number) is { } row && DeliveryRule.Settled(row, word) is { } changed)
                {
                    table.Put(changed);
                }
            }

            connection
                .Prepare("DELETE FROM outbox WHERE state <> 0 AND id <= (SELECT max(id) FROM outbox) - ?1")
                .Bind(1, (long)DeliveryRule.KeptMax)
                .Run();
            return 0;
        });

    /// <inheritdoc/>
    public void Free(string topic) =>
        people.Unheard(() =>
        {
            connection
                .Prepare("UPDATE outbox SET lease = NULL WHERE topic = ?1 AND state = 0 AND lease IS NOT NULL")
                .Bind(1, topic)
                .Run();
            return 0;
        });

    /// <inheritdoc/>
    public bool Redeliver(long number, Instant now) =>
        people.Write(() =>
        {
            if (Find(number) is not { } row)
            {
                return (false, null);
            }

            connection
                .Prepare($"UPDATE outbox SET state = {(int)DeliveryState.GaveUp} WHERE target = ?1 AND state = 3")
                .Bind(1, row.Target)
                .Run();
            table.Put(DeliveryRule.Again(row, now));
            return (true, SettingDeeds.Notification("redeliver", number));
        });

    /// <inheritdoc/>
    public long Add(OutboxRow row) =>
        people.Write(() =>
        {
            table.Put(row);
            var number = connection.LastRowId;
            return (number, SettingDeeds.Notification("test", number));
        });

    /// <inheritdoc/>
    public void Withhold() =>
        people.Write(() =>
        {
            connection.Execute(
                $"UPDATE outbox SET state = {(int)DeliveryState.Withheld}, lease = NULL WHERE state = 0"
            );
            return (0, SettingDeeds.Withhold(connection.Changed));
        });

    /// <inheritdoc/>
    public bool Set(RuleScope scope, ImmutableArray<NotifyRule> rules) =>
        people.Write(() =>
        {
            var before = RulesOf(scope);
            connection.Prepare("DELETE FROM notify WHERE scope = ?1").Bind(1, scope.Text).Run();
            if (!rules.IsEmpty)
            {
                connection
                    .Prepare("INSERT INTO notify (scope, rules) VALUES (?1, ?2)")
                    .Bind(1, scope.Text)
                    .Bind(2, NotifyForm.Text(rules))
                    .Run();
            }

            return (before > 0, SettingDeeds.Rules(scope, before, rules));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private OutboxRow? Find(long number) => table.Where("WHERE id = ?1", one => one.Bind(1, number)).FirstOrDefault();

    private int RulesOf(RuleScope scope)
    {
        using var rows = connection.Prepare("SELECT rules FROM notify WHERE scope = ?1").Bind(1, scope.Text).Rows();
        return rows.Read() ? NotifyForm.Rules(rows.Text(0)).Length : 0;
    }

    private bool IsGone(string target) =>
        connection.Prepare("SELECT 1 FROM outbox WHERE target = ?1 AND state = 3").Bind(1, target).Scalar() is not null;
}
