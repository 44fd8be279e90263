using Rota.Core.Partitions;
using Rota.Store.Rows;

namespace Rota.Store.Sqlite.Files;

/// <summary>The tables of a home store: those of a new one, and whether this version knows those of a file.</summary>
internal static class Schema
{
    /// <summary>Makes them.</summary>
    public static void Create(Connection connection)
    {
        // Pages that are not used any more can be given back; it cannot be chosen later.
        connection.Execute("PRAGMA auto_vacuum=INCREMENTAL");
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(Text());
        connection.Execute(
            $"""
            WITH RECURSIVE n(id) AS (VALUES (0) UNION ALL SELECT id + 1 FROM n WHERE id < {Partition.Count - 1})
            INSERT INTO partition (id, epoch, owner) SELECT id, 0, 0 FROM n;
            INSERT INTO frame VALUES (1, 0, '', 0, '', '', 0,
                {FrameRow.New.Cycle}, {FrameRow.New.Longest}, {FrameRow.New.Guard}, 0, 0, 0, 0);
            INSERT INTO sequence (name, next) VALUES ('attempt', 1), ('incarnation', 1), ('schedule', 1);
            PRAGMA application_id={Database.ApplicationId};
            PRAGMA user_version={Database.SchemaVersion};
            COMMIT
            """
        );
    }

    /// <summary>The version of the tables in a file.</summary>
    public static int VersionOf(Connection connection) => (int)(connection.Scalar("PRAGMA user_version") ?? 0);

    public static void RefuseForeign(Connection connection)
    {
        var version = VersionOf(connection);
        if (version > Database.SchemaVersion)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{connection.Path} was written by a later version of Rota "
                    + $"(tables {version}, this one knows {Database.SchemaVersion}). "
                    + "Use that version, or name another state with --state DIR"
            );
        }

        if (connection.Scalar("PRAGMA application_id") is not Database.ApplicationId)
        {
            throw new StoreException(
                StoreFailure.Unreachable,
                $"{connection.Path} is not a home store of Rota. Name another state with --state DIR"
            );
        }

        if (version < Migration.First)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{connection.Path} was written by an earlier version of Rota "
                    + $"(tables {version}, this one knows {Database.SchemaVersion}). "
                    + "Finish its jobs with that version, or name another state with --state DIR"
            );
        }
    }

    private static string Text()
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream("Rota.Store.Sqlite.schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
