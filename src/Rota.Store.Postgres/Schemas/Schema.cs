using Npgsql;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Schemas;

/// <summary>
/// The tables of a home, in a schema of their own. Migrations are numbered and go forwards; each is one transaction
/// that takes its number, so that of two processes one makes it and the other finds it made.
/// </summary>
internal static class Schema
{
    /// <summary>Version of the tables that this version of Rota writes.</summary>
    public const int Newest = 1;

    private const string Exists = """
        SELECT count(*) FROM information_schema.tables WHERE table_schema = 'rota' AND table_name = 'schema_version'
        """;

    /// <summary>Whether a home was ever made there.</summary>
    public static bool IsThere(Connection connection) => connection.Scalar(Exists) > 0;

    /// <summary>Makes what is missing, for who writes.</summary>
    /// <exception cref="StoreException">It was written by a later version, or may not be made.</exception>
    public static void Make(Connection connection)
    {
        if (connection.Server.IsKnown)
        {
            return;
        }

        if (!IsThere(connection))
        {
            ServerNeeds.Check(connection);
            Begin(connection);
        }

        for (var version = VersionOf(connection); version < Newest; version = VersionOf(connection))
        {
            Migrate(connection, version + 1);
        }

        Refuse(connection);
        connection.Server.IsKnown = true;
    }

    /// <summary>For who only looks: what is there is known, or is refused.</summary>
    public static void Know(Connection connection)
    {
        if (!connection.Server.IsKnown)
        {
            if (!IsThere(connection))
            {
                throw ReadRule.NothingYet(connection.Path);
            }

            Make(connection);
        }
    }

    private static long VersionOf(Connection connection) =>
        connection.Scalar("SELECT coalesce(max(number), 0) FROM rota.schema_version")!.Value;

    private static void Refuse(Connection connection)
    {
        if (VersionOf(connection) is var version && version > Newest)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"the home at {connection.Path} was written by a later version of Rota "
                    + $"(tables {version}, this one knows {Newest}). Use that version, or name another home with --home"
            );
        }
    }

    private static void Begin(Connection connection) =>
        Once(
            connection,
            """
            CREATE SCHEMA IF NOT EXISTS rota;
            CREATE TABLE IF NOT EXISTS rota.schema_version (
                number bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())
            """
        );

    private static void Migrate(Connection connection, long version)
    {
        var name = $"Rota.Store.Postgres.Schemas.Migrations.to-{version:0000}.sql";
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        Once(connection, $"INSERT INTO rota.schema_version (number) VALUES ({version});\n{reader.ReadToEnd()}");
    }

    /// <summary>Runs a script in one transaction; another process that was quicker has done the same.</summary>
    private static void Once(Connection connection, string script)
    {
        try
        {
            using var direct = connection.Server.Open();
            using var begun = direct.BeginTransaction();
            using (var command = new NpgsqlCommand(script, direct, begun))
            {
                _ = command.ExecuteNonQuery();
            }

            begun.Commit();
        }
        catch (PostgresException error)
            when (error.SqlState
                    is PostgresErrorCodes.UniqueViolation
                        or PostgresErrorCodes.DuplicateTable
                        or PostgresErrorCodes.DuplicateSchema
                        or PostgresErrorCodes.DuplicateObject
            )
        {
            // It is made, or just being made: whoever looks next sees which.
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error))
        {
            throw PostgresFailure.Of(error, connection.Path);
        }
    }
}
