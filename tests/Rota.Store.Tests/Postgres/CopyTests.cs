using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Copying;
using Rota.Store.Tests.Models;

namespace Rota.Store.Tests.Postgres;

/// <summary>What goes from one kind of home to another is all that there is.</summary>
public sealed class CopyTests
{
    private static readonly Author Anna = new() { Door = Door.Cli, User = "anna", Why = "größer", At = Home.Now };

    [Fact]
    public void A_home_that_moved_to_PostgreSQL_and_back_answers_as_before()
    {
        using var driver = new HomeDriver(new Home(Backend.Quick));
        using var server = new PostgresBackend();
        using var back = new Home(Backend.Quick);
        driver.Join("one", areOthersAlive: true);
        var story = new HomeOperations(new Random(7));
        for (var step = 0; step < 120; step++)
        {
            Try(() => story.Next().Do(driver));
        }

        using (var operations = driver.Home.Ports.By(Anna).Operations())
        using (var tokens = driver.Home.Ports.By(Anna).Tokens())
        {
            operations.Accept(new() { Action = "jobs.cancel", Filter = "name:a", Author = Anna, Newest = new JobId(1) });
            tokens.Add(new() { Name = "ci", Hash = "h", Scopes = "read", Created = Home.Now });
        }

        var before = Answers.Of(driver.Home);
        Copy(driver.Home, server);
        Assert.Equal(before, Answers.Of(server));
        Assert.Empty(server.Violations());
        Copy(server, back);
        Assert.Equal(before, Answers.Of(back));
        Assert.Empty(back.Violations());
        Assert.Empty(Contract.AuditContract.Wrong(back));
        var moved = back.Ask(reader => reader.Audit.Before(2, null));
        Assert.Equal(["home.move", "home.move"], moved.Select(entry => entry.Deed.Action));
        Assert.Contains(back.State.Database, moved[0].Deed.After, StringComparison.Ordinal);

        // What is handed in next gets the number that it would have had.
        Assert.Equal(driver.Home.Submit(Home.Spec()), back.Submit(Home.Spec()));
        using var next = back.Ports.By(Anna).Operations();
        Assert.Equal(2, next.Accept(new() { Action = "jobs.hold", Filter = "", Author = Anna, Newest = new JobId(1) }));
        Assert.Empty(Contract.AuditContract.Wrong(back));
    }

    [Fact]
    public void Who_hands_in_while_a_home_moves_away_is_refused_and_not_lost()
    {
        using var server = new PostgresBackend();
        server.Submit(Home.Spec());
        using var file = new Home(Backend.Quick);
        var late = Task.CompletedTask;
        using (var source = server.Ports.Copying())
        using (var target = file.Ports.Copying())
        {
            target.Fill(source);
            late = Task.Run(() => server.Submit(Home.Spec()), TestContext.Current.CancellationToken);
            source.Retire();
        }

        Assert.Equal(StoreFailure.Rewound, Assert.Throws<StoreException>(() => late.GetAwaiter().GetResult()).Failure);
        Assert.Single(server.Ask(reader => reader.Jobs(9)));
        Assert.Equal(2, server.Ask(reader => reader.Audit.Newest + 1));
        Assert.Throws<StoreException>(() => server.Submit(Home.Spec()));
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
        catch (Exception error) when (error is StoreException or InvariantException)
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
