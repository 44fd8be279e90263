using Rota.Core.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rows;

namespace Rota.Store.Postgres.Tables;

/// <summary>The rows of what people set for queues.</summary>
internal static class QueueTable
{
    /// <summary>What was set for one, or null.</summary>
    public static QueueSetting? Find(Connection connection, string queue)
    {
        using var rows = connection
            .Prepare("SELECT name, concurrency, paused, hours FROM rota.queue WHERE name = $1")
            .Bind(1, queue)
            .Rows();
        return rows.Read() ? Row(rows) : null;
    }

    /// <summary>What was set for any.</summary>
    public static List<QueueSetting> All(Connection connection)
    {
        var settings = new List<QueueSetting>();
        using var rows = connection.Prepare("SELECT name, concurrency, paused, hours FROM rota.queue").Rows();
        while (rows.Read())
        {
            settings.Add(Row(rows));
        }

        return settings;
    }

    /// <summary>Writes what is set for one; null removes it.</summary>
    public static void Put(Connection connection, string queue, QueueSetting? setting)
    {
        if (setting is null)
        {
            connection.Prepare("DELETE FROM rota.queue WHERE name = $1").Bind(1, queue).Run();
            return;
        }

        connection
            .Prepare(
                """
                INSERT INTO rota.queue (name, concurrency, paused, hours) VALUES ($1, $2, $3, $4)
                ON CONFLICT (name) DO UPDATE
                SET concurrency = excluded.concurrency, paused = excluded.paused, hours = excluded.hours
                """
            )
            .Bind(1, setting.Name)
            .Bind(2, (long?)setting.Concurrency)
            .Bind(3, setting.IsPaused)
            .Bind(4, setting.Hours?.Text)
            .Run();
    }

    private static QueueSetting Row(StatementRows rows) =>
        new(
            rows.Text(0),
            rows.Int32OrNull(1),
            rows.Boolean(2),
            rows.TextOrNull(3) is { } hours ? OpenHours.Read(hours) : null
        );
}
