using Rota.Store.Copying;
using Rota.Store.Tests.Models;

namespace Rota.Store.Tests.Postgres;

/// <summary>What goes from one kind of home to another is all that there is.</summary>
public sealed class CopyTests
{
    [Fact]
    public void A_home_that_moved_to_PostgreSQL_and_back_answers_as_before()
    {
        using var driver = new HomeDriver(new Home(Backend.Quick));
        using var server = new PostgresBackend();
        using var back = new Home(Backend.Quick);
        driver.Join("one", areOthersAlive: true);
        var operations = new HomeOperations(new Random(7));
        for (var step = 0; step < 120; step++)
        {
            Try(() => operations.Next().Do(driver));
        }

        var before = Answers.Of(driver.Home);
        Copy(driver.Home, server);
        Assert.Equal(before, Answers.Of(server));
        Assert.Empty(server.Violations());
        Copy(server, back);
        Assert.Equal(before, Answers.Of(back));
        Assert.Empty(back.Violations());

        // What is handed in next gets the number that it would have had.
        Assert.Equal(driver.Home.Submit(Home.Spec()), back.Submit(Home.Spec()));
    }

    [Fact]
    public void Every_column_of_a_home_on_SQLite_is_copied()
    {
        using var home = new Home(Backend.Quick);
        home.Submit(Home.Spec());
        using var connection = Sqlite.Files.Connection.Open(home.State.Database);
        Assert.Equal(
            Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"),
            CopiedTable.All.Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.All(CopiedTable.All, table => Assert.Equal(
            Rows(connection, $"SELECT name FROM pragma_table_info('{table.Name}') ORDER BY name"),
            table.Columns.Select(column => column.Name).Order(StringComparer.Ordinal)));
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error is StoreException or Core.Model.InvariantException)
        {
            // A story also does what a home refuses.
        }
    }

    private static void Copy(Backend from, Backend to)
    {
        using var source = from.Ports.Copying();
        using var target = to.Ports.Copying();
        Assert.False(target.IsUsed);
        Assert.True(source.IsUsed);
        target.Fill(source);
    }

    private static List<string> Rows(Sqlite.Files.Connection connection, string sql)
    {
        var found = new List<string>();
        using var rows = connection.Prepare(sql).Rows();
        while (rows.Read())
        {
            found.Add(rows.Text(0));
        }

        return found;
    }
}
