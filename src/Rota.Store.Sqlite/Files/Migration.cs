using System.Globalization;

namespace Rota.Store.Sqlite.Files;

/// <summary>
/// The steps from one version of the tables to the next, numbered by what they lead to. Forwards only; a step that was
/// released is never changed.
/// </summary>
internal static class Migration
{
    /// <summary>The earliest version that there is a way from.</summary>
    public const int First = 5;

    /// <summary>Takes the steps from one version to this one's, inside a transaction.</summary>
    public static void Run(Connection connection, int from)
    {
        for (var version = from + 1; version <= Database.SchemaVersion; version++)
        {
            connection.Execute(Step(version));
        }

        connection.Execute($"PRAGMA user_version={Database.SchemaVersion}");
    }

    private static string Step(int version)
    {
        var name =
            $"Rota.Store.Sqlite.Files.Migrations.to-{version.ToString("0000", CultureInfo.InvariantCulture)}.sql";
        using var stream =
            typeof(Migration).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"there is no step {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
