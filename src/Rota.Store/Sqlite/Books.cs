namespace Rota.Store.Sqlite;

/// <summary>The shared accounts as rows, and what they must say: what live attempts hold, added up.</summary>
internal static class Books
{
    /// <summary>Writes what is used; a limit that somebody set stays.</summary>
    public const string PutAccount = """
        INSERT INTO account (name, used, turn) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET used = excluded.used, turn = excluded.turn
        """;

    /// <summary>What live attempts hold of each account.</summary>
    public static SortedDictionary<string, long> AddUp(Connection connection)
    {
        var used = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var rows = connection.Prepare("SELECT booking, gpus FROM live WHERE holds_room = 1").Rows();
        while (rows.Read())
        {
            foreach (var line in rows.Text(0).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                var name = line[(space + 1)..];
                used[name] = used.GetValueOrDefault(name) + long.Parse(line.AsSpan(0, space));
            }

            foreach (var gpu in rows.Text(1).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                used["gpu/" + gpu] = 1;
            }
        }

        return used;
    }
}
