using Rota.Core.Model;
using Rota.Store.Outbox;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>Messages, as they are stored.</summary>
internal static class OutboxRows
{
    /// <summary>Those that a statement gives.</summary>
    public static List<OutboxRow> Of(Statement statement)
    {
        var found = new List<OutboxRow>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            found.Add(Row(rows));
        }

        return found;
    }

    private static OutboxRow Row(StatementRows rows) =>
        new()
        {
            Number = rows.Int64(0),
            Topic = rows.Text(1),
            Subject = rows.Text(2),
            Job = rows.Int64OrNull(3) is { } job ? new JobId(job) : null,
            Target = rows.Text(4),
            Events = rows.Text(5),
            Body = rows.Text(6),
            Created = rows.Instant(7),
            Due = rows.Instant(8),
            Tries = rows.Int32(9),
            State = (DeliveryState)rows.Int32(10),
            Lease = rows.InstantOrNull(11),
            Answer = rows.TextOrNull(12),
            Answered = rows.InstantOrNull(13),
        };
}
