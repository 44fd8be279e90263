using Rota.Core.Scheduling.State;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>Where commands set the limits of queues. Runners learn of a change as of any shared account.</summary>
public sealed class QueueSettings : IQueueSettings
{
    private readonly WriteLock writeLock;
    private readonly Connection connection;

    /// <summary>Opens those of a state.</summary>
    public QueueSettings(StateDirectory state)
    {
        writeLock = new WriteLock(state);
        connection = Database.OpenWriter(state, writeLock);
    }

    /// <inheritdoc/>
    public void SetConcurrency(string queue, int? concurrency) =>
        Change(
            queue,
            """
            INSERT INTO queue (name, concurrency, paused) VALUES (?1, ?2, 0)
            ON CONFLICT (name) DO UPDATE SET concurrency = excluded.concurrency
            """,
            concurrency
        );

    /// <inheritdoc/>
    public void Pause(string queue, bool isPaused) =>
        Change(
            queue,
            """
            INSERT INTO queue (name, paused) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET paused = excluded.paused
            """,
            isPaused ? 1 : 0
        );

    /// <inheritdoc/>
    public bool Remove(string queue) => Change(queue, "DELETE FROM queue WHERE name = ?1 AND ?2 IS NULL", null);

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        writeLock.Dispose();
    }

    private bool Change(string queue, string sql, int? value) =>
        WriteTransaction.Run(
            connection,
            writeLock,
            () =>
            {
                connection.Prepare(sql).Bind(1, queue).Bind(2, (long?)value).Run();
                var isChanged = connection.Changed > 0;
                connection.Execute("UPDATE frame SET turn = turn + 1");
                connection
                    .Prepare(
                        """
                        INSERT INTO account (name, used, turn, capacity)
                        VALUES (?2, 0, (SELECT turn FROM frame),
                            (SELECT CASE WHEN paused THEN 0 ELSE concurrency END FROM queue WHERE name = ?1))
                        ON CONFLICT (name) DO UPDATE SET turn = excluded.turn, capacity = excluded.capacity
                        """
                    )
                    .Bind(1, queue)
                    .Bind(2, Queues.Account(queue))
                    .Run();
                return isChanged;
            }
        );
}
