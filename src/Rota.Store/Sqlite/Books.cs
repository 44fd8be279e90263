namespace Rota.Store.Sqlite;

/// <summary>What live attempts hold of the shared accounts, added up from their rows: what the accounts must say.</summary>
internal static class Books
{
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
