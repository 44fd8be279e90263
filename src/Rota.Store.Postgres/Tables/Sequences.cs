using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>
/// Numbers that are given once. Who takes one, or holds the sequence, has its row until its transaction ends: so those
/// who draw on the same come one after the other, and see what the one before has committed. In one transaction they
/// are taken in the order in which they stand here; two that wait for each other would be undone and run again.
/// </summary>
internal static class Sequences
{
    /// <summary>Grows with each change of a schedule by anybody but its owner.</summary>
    public const string Schedule = "schedule";

    /// <summary>Numbers of schedules.</summary>
    public const string ScheduleId = "schedule id";

    /// <summary>Numbers of jobs.</summary>
    public const string Job = "job";

    /// <summary>Numbers of requests.</summary>
    public const string Inbox = "inbox";

    /// <summary>Numbers of messages.</summary>
    public const string Outbox = "outbox";

    /// <summary>Numbers of operations.</summary>
    public const string Operation = "operation";

    /// <summary>Numbers of entries of the audit: taken last, for whatever is changed has one.</summary>
    public const string Audit = "audit";

    /// <summary>Takes the next numbers.</summary>
    /// <returns>The first of them.</returns>
    /// <exception cref="StoreException"><see cref="StoreFailure.Rewound"/>: the home was moved away.</exception>
    public static long Take(Connection connection, string name, long count = 1) =>
        connection
            .Prepare("UPDATE rota.sequence SET next = next + $2 WHERE name = $1 RETURNING next - $2")
            .Bind(1, name)
            .Bind(2, count)
            .Scalar()
        ?? throw Rewinding.Failure(connection.Path, long.MaxValue);

    /// <summary>Gives no more numbers: who needs one is refused.</summary>
    public static void End(Connection connection, string name) =>
        connection.Prepare("DELETE FROM rota.sequence WHERE name = $1").Bind(1, name).Run();

    /// <summary>Has all others who draw on it wait, and takes none.</summary>
    public static void Hold(Connection connection, string name) => _ = Take(connection, name, 0);

    /// <summary>Counts one more.</summary>
    public static void Count(Connection connection, string name) => _ = Take(connection, name);

    /// <summary>The number that would be taken next; null where there is no such sequence.</summary>
    public static long? Next(Connection connection, string name) =>
        connection.Prepare("SELECT next FROM rota.sequence WHERE name = $1").Bind(1, name).Scalar();
}
