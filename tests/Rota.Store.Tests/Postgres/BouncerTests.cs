using Rota.Core.Model;

namespace Rota.Store.Tests.Postgres;

/// <summary>Behind a pooler each transaction may be on another connection: nothing is left on one.</summary>
public sealed class BouncerTests
{
    [Fact]
    public void Runners_and_people_work_through_a_pooler_that_lends_a_connection_for_one_transaction()
    {
        using var bouncer = new Bouncer(Cluster.Shared);
        using var home = new PostgresBackend(bouncer.AddressOf(Cluster.Shared.NewDatabase()));
        var job = home.Submit(Home.Spec(20));
        using var store = home.Open();
        using var other = home.Open();
        var (first, second) = (new Player(store), new Player(other, Home.Runner with { Id = "two" }));
        Parallel.For(0, 8, number => home.Submit(Home.Spec(2) with { Name = $"n{number}" }));
        for (var round = 0; round < 40; round++)
        {
            first.Load();
            first.Turn(exitCode: 0);
            first.LetGo();
            second.Load();
            second.Turn(exitCode: 0);
            second.LetGo();
        }

        Assert.Equal(20, home.Ask(reader => reader.Attempts.Of(job).Count()));
        Assert.All(home.Ask(reader => reader.Jobs(99)), one => Assert.Equal(JobState.Succeeded, one.State));
        Assert.Empty(home.Violations());
        Assert.Contains(new Rota.Store.Postgres.PostgresHomes(home.Server).Promises(), one => one is { Name: "pooler", Value: not "none" });
    }
}
