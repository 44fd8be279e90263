namespace Rota.Store.Tests;

/// <summary>What only a file can have: damage of its own, and columns that need no proof elsewhere.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("UPDATE member SET rank = 3", "has rank 3 of 1")]
    [InlineData("UPDATE account SET used = 3; UPDATE live SET booking = '3 slots' WHERE idx = 2", "when it was sold last it had 2")]
    public void Damage_is_found(string damage, string sentence)
    {
        using var home = new Home();
        home.Submit(Home.Spec(8));
        using (var store = home.Open())
        {
            var player = new Player(store);
            player.Turn();
            player.Turn(exitCode: 0);
        }

        Assert.Empty(home.Violations());
        home.Execute(damage);
        Assert.Contains(home.Violations(), violation => violation.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_index_is_found()
    {
        using var home = new Home();
        home.Submit(Home.Spec());
        home.Execute("UPDATE job SET ended = 1; PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = "
            + "'CREATE INDEX job_open ON job (partition)' WHERE name = 'job_open'");
        Assert.Contains(home.Violations(), violation => violation.StartsWith("database: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_instant_cannot_be_written_twice()
    {
        using var book = new ScheduleBook(new Home());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        Assert.ThrowsAny<Exception>(() => ((Home)book.Home).Execute("INSERT INTO fire SELECT * FROM fire"));
    }
}
