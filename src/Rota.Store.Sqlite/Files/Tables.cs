using Rota.Core.Partitions;

namespace Rota.Store.Sqlite.Files;

/// <summary>The tables of a new home store, with the rows that are always there.</summary>
internal static class Tables
{
    /// <summary>Makes them.</summary>
    public static void Create(Connection connection)
    {
        // Pages that are not used any more can be given back; it cannot be chosen later.
        connection.Execute("PRAGMA auto_vacuum=INCREMENTAL");
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(Schema());
        connection.Execute(
            $"""
            WITH RECURSIVE n(id) AS (VALUES (0) UNION ALL SELECT id + 1 FROM n WHERE id < {Partition.Count - 1})
            INSERT INTO partition (id, epoch, owner) SELECT id, 0, 0 FROM n;
            INSERT INTO frame VALUES (1, 0, '', 0, '', '', 0, 1000000, 1000000, 100, 0, 0, 0, 0);
            INSERT INTO sequence (name, next) VALUES ('attempt', 1), ('incarnation', 1), ('schedule', 1);
            PRAGMA application_id={Database.ApplicationId};
            PRAGMA user_version={Database.SchemaVersion};
            COMMIT
            """
        );
    }

    private static string Schema()
    {
        using var stream = typeof(Tables).Assembly.GetManifestResourceStream("Rota.Store.Sqlite.schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
