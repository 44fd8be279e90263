namespace Rota.Store.Tests;

/// <summary>Rows damaged by hand: the check names each kind of damage.</summary>
public sealed class StoreCheckTests
{
    [Theory]
    [InlineData("DELETE FROM task WHERE idx = 0", "have a record")]
    [InlineData("INSERT INTO task SELECT job, grp, idx, 1, 0, 0, 0, 1, 0 FROM live LIMIT 1", "is live and has another state")]
    [InlineData("UPDATE task SET idx = 99 WHERE idx = 0", "was never touched")]
    [InlineData("DROP INDEX live_task; UPDATE live SET idx = (SELECT min(idx) FROM live)", "live attempts")]
    [InlineData("UPDATE live SET fence = 1000", "beyond the epoch")]
    [InlineData("UPDATE attempt SET number = 3 WHERE idx = 0", "numbered to 3")]
    [InlineData("UPDATE attempt SET outcome = 7", "without a successful attempt")]
    [InlineData("DELETE FROM attempt", "without a successful attempt")]
    [InlineData("UPDATE job SET ended = 1", "has ended and has live attempts")]
    [InlineData("UPDATE task_group SET counts = replace(counts, '2', '1')", "counters say")]
    [InlineData("UPDATE job SET counts = replace(counts, '2', '1')", "its entries say")]
    [InlineData("UPDATE task SET state = 7", "rows say")]
    [InlineData("UPDATE account SET used = used + 1", "live attempts hold")]
    [InlineData("DELETE FROM account", "unbooked")]
    [InlineData("UPDATE account SET used = 9, allowed = 8 WHERE name = 'slots'", "when it was sold last it had 8")]
    [InlineData("UPDATE account SET used = 3; UPDATE live SET booking = '3 slots' WHERE idx = 2", "when it was sold last it had 2")]
    [InlineData("UPDATE partition SET owner = 99 WHERE id = 7", "partition 7 is owned by incarnation 99")]
    [InlineData("UPDATE partition SET epoch = 99 WHERE id = 7", "beyond the frame")]
    [InlineData("UPDATE member SET incarnation = 99; UPDATE partition SET owner = 99", "never given")]
    [InlineData("UPDATE member SET rank = 3", "has rank 3 of 1")]
    [InlineData("UPDATE demand SET runner = 98", "waits for slots and is no member")]
    [InlineData("UPDATE account SET turn = 99", "changed in turn 99")]
    [InlineData("UPDATE task_group SET rest = 11", "rows say")]
    [InlineData("INSERT INTO sequence VALUES ('rewound', 9)", "older than its keeper")]
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
}
