using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>
/// An earlier copy of the database that took its place beside a keeper which knows better. What a keeper said once is
/// written down: each runner that joins makes the epoch higher, and a later one would not be refused any more.
/// </summary>
internal static class Rewinding
{
    private const string Name = "rewound";

    /// <summary>Notes the epoch that the keeper has seen.</summary>
    public static bool Note(Connection connection, long keeperEpoch)
    {
        connection
            .Prepare(
                """
                INSERT INTO rota.sequence (name, next) VALUES ($1, $2)
                ON CONFLICT (name) DO UPDATE SET next = excluded.next
                """
            )
            .Bind(1, Name)
            .Bind(2, keeperEpoch)
            .Run();
        return true;
    }

    /// <summary>A person has said to go on.</summary>
    /// <exception cref="StoreException">The home was moved away: there is nothing to go on with.</exception>
    public static void Forget(Connection connection)
    {
        if (Noted(connection) == long.MaxValue)
        {
            throw Moved(connection.Path);
        }

        connection.Prepare("DELETE FROM rota.sequence WHERE name = $1").Bind(1, Name).Run();
    }

    /// <summary>The epoch that was noted, or null.</summary>
    public static long? Noted(Connection connection) =>
        connection.Prepare("SELECT next FROM rota.sequence WHERE name = $1").Bind(1, Name).Scalar();

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
        keeperEpoch == long.MaxValue
            ? Moved(database)
            : new(
                StoreFailure.Rewound,
                $"{database} is older than the keeper of its state, which has followed runners to epoch {keeperEpoch}: "
                    + "an earlier copy took its place, and to go on could run tasks twice. "
                    + "Go on with it all the same: rota home recover --dry-run says what that means"
            );

    private static StoreException Moved(string database) =>
        new(
            StoreFailure.Rewound,
            $"the home at {database} was moved into the file of its state, and what is there is a copy. "
                + "Use that state, without --home"
        );
}
