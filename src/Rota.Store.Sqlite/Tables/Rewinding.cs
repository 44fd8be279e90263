using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>
/// An earlier copy of the database that took its place beside a keeper which knows better. What a keeper said once is
/// written down: each runner that joins makes the epoch higher, and a later one would not be refused any more.
/// </summary>
internal static class Rewinding
{
    private const string Name = "rewound";

    /// <summary>Notes the epoch that the keeper has seen.</summary>
    public static void Note(Connection connection, long keeperEpoch) =>
        connection
            .Prepare("INSERT OR REPLACE INTO sequence (name, next) VALUES (?1, ?2)")
            .Bind(1, Name)
            .Bind(2, keeperEpoch)
            .Run();

    /// <summary>A restored state has no keeper yet.</summary>
    public static void Clear(Connection connection) =>
        connection.Prepare("DELETE FROM sequence WHERE name = ?1").Bind(1, Name).Run();

    /// <summary>The epoch that was noted, or null.</summary>
    public static long? Noted(Connection connection) =>
        connection.Prepare("SELECT next FROM sequence WHERE name = ?1").Bind(1, Name).Scalar();

    /// <exception cref="StoreException"><see cref="StoreFailure.Rewound"/>: it was noted.</exception>
    public static void Refuse(Connection connection)
    {
        if (Noted(connection) is { } epoch)
        {
            throw Failure(connection.Path, epoch);
        }
    }

    /// <summary>What is said then.</summary>
    public static StoreException Failure(string database, long keeperEpoch) =>
        new(
            StoreFailure.Rewound,
            $"{database} is older than the keeper of its state, which has followed runners to epoch {keeperEpoch}: "
                + "an earlier copy took its place, and to go on could run tasks twice. "
                + $"Make a state of this copy: rota restore {database} NEW-DIR, then --state NEW-DIR"
        );
}
