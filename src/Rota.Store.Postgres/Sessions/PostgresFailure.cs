using System.Net.Sockets;
using Npgsql;
using Rota.Core.Model;

namespace Rota.Store.Postgres.Sessions;

/// <summary>Turns what PostgreSQL or the way to it reports into a kind of failure and what to do about it.</summary>
internal static class PostgresFailure
{
    /// <summary>The transaction was undone for the sake of another: the same again may pass.</summary>
    public static bool IsConflict(Exception error) =>
        error
            is PostgresException
            {
                SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            };

    /// <summary>
    /// The connection is gone, or about to be: of a commit in progress, nobody here knows whether it took place.
    /// </summary>
    public static bool IsLost(Exception error) =>
        error switch
        {
            PostgresException { SqlState: "40003" or "57P01" or "57P02" or "57P03" or "57P05" or "25P03" } => true,
            PostgresException { SqlState: var state } => state.StartsWith("08", StringComparison.Ordinal),
            NpgsqlException or IOException or SocketException or TimeoutException => true,
            _ => false,
        };

    /// <summary>Whether it comes from the database at all.</summary>
    public static bool IsForeign(Exception error) =>
        error is NpgsqlException or IOException or SocketException or TimeoutException;

    /// <summary>The failure, with the sentence for people.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="address">The server, without a password.</param>
    public static Exception Of(Exception error, string address) =>
        error switch
        {
            PostgresException refused => Of(refused, address),
            _ when IsForeign(error) => Unreachable(address, error.InnerException?.Message ?? error.Message),
            _ => error,
        };

    /// <summary>The server cannot be asked now.</summary>
    public static StoreException Unreachable(string address, string why) =>
        new(
            StoreFailure.Unreachable,
            $"cannot reach the home at {address} ({why.TrimEnd('.')}). Check that the server runs and lets this "
                + "user in; what runs goes on, and Rota goes on by itself"
        );

    private static Exception Of(PostgresException refused, string address) =>
        refused.SqlState switch
        {
            PostgresErrorCodes.DiskFull => new StoreException(
                StoreFailure.DiskFull,
                $"no space left at {address} ({refused.MessageText}). Free space; Rota goes on by itself"
            ),
            "25006" => new StoreException(
                StoreFailure.Unreachable,
                $"{address} is a standby, which decides nothing. Name the primary, or all hosts and "
                    + "target_session_attrs=primary"
            ),
            "28P01" or "28000" => new StoreException(
                StoreFailure.Unreachable,
                $"{address} lets this user not in ({refused.MessageText}). "
                    + "Put the password into ~/.pgpass or PGPASSWORD"
            ),
            PostgresErrorCodes.InvalidCatalogName => new StoreException(
                StoreFailure.Unreachable,
                $"{address} has no such database ({refused.MessageText}). Make it: createdb NAME"
            ),
            PostgresErrorCodes.InsufficientPrivilege => new StoreException(
                StoreFailure.ReadOnly,
                $"this user may not use the home at {address} ({refused.MessageText}). "
                    + "Grant it CREATE on the database, or make the schema rota for it"
            ),
            "XX001" or "XX002" => new StoreException(
                StoreFailure.Damaged,
                $"the database at {address} is damaged ({refused.MessageText}). Serve it no more; what runs goes on"
            ),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => new StoreException(
                StoreFailure.Busy,
                $"the home at {address} was busy for too long ({refused.MessageText}). See rota doctor"
            ),
            PostgresErrorCodes.TooManyConnections => Unreachable(address, refused.MessageText),
            _ when IsConflict(refused) => new StoreException(
                StoreFailure.Busy,
                $"others wrote to the home at {address} at the same time, again and again. Try again"
            ),
            _ when IsLost(refused) => Unreachable(address, refused.MessageText),
            _ => new InvariantException($"PostgreSQL refused a statement: {refused.MessageText} ({refused.SqlState})"),
        };
}
