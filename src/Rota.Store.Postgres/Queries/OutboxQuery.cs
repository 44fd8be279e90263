using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Outbox;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Queries;

/// <summary>What is on its way out, and what became of it.</summary>
internal sealed class OutboxQuery(Connection connection) : IOutboxReader
{
    private readonly OutboxTable table = new(connection);

    /// <inheritdoc/>
    public IReadOnlyList<OutboxRow> Newest(int limit, bool isFailed) =>
        table.Where(
            $"{(isFailed ? "WHERE state > 1 OR (state = 0 AND answer IS NOT NULL)" : "")} ORDER BY id DESC LIMIT $1",
            one => one.Bind(1, (long)limit)
        );

    /// <inheritdoc/>
    public OutboxRow? Find(long number) => table.Where("WHERE id = $1", one => one.Bind(1, number)).FirstOrDefault();

    /// <inheritdoc/>
    public Instant? NextDue(string topic) =>
        connection
            .Prepare("SELECT min(greatest(due, coalesce(lease, due))) FROM rota.outbox WHERE topic = $1 AND state = 0")
            .Bind(1, topic)
            .Scalar()
            is { } micros
            ? new Instant(micros)
            : null;

    /// <inheritdoc/>
    public IReadOnlyList<ScopedRules> Rules() => table.Rules();
}
