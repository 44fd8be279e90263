using Rota.Core.Model;

namespace Rota.Store.Tests.Postgres;

/// <summary>A server that dies, stops or is replaced: nothing accepted is lost, and nothing is there twice.</summary>
public sealed class ServerFaultTests
{
    private const int Jobs = 40;

    [Fact]
    public void What_was_accepted_is_there_once_after_the_server_was_killed_again_and_again()
    {
        using var cluster = Begin();
        using var home = new PostgresBackend(cluster.NewDatabase());
        home.Submit(Home.Spec());
        var accepted = new List<string>();
        var isOver = 0;
        var people = new Thread(() =>
        {
            for (var number = 0; number < Jobs; number++)
            {
                try
                {
                    home.Submit(Home.Spec(1) with { Name = $"n{number}" }, key: $"k{number}");
                    accepted.Add($"n{number}");
                }
                catch (StoreException error) when (error.Failure == StoreFailure.Unreachable)
                {
                    // Nobody said that it was accepted: it may be there or not, but not twice.
                }
            }

            Volatile.Write(ref isOver, 1);
        });
        people.Start();
        for (var kills = 0; Volatile.Read(ref isOver) == 0; kills++)
        {
            cluster.Kill();
            cluster.Start();
            SpinWait.SpinUntil(() => Volatile.Read(ref isOver) != 0, TimeSpan.FromMilliseconds(50 * (kills % 4)));
        }

        people.Join();
        var names = home.Ask(reader => reader.Jobs(1_000)).Select(job => job.Name).Where(name => name[0] == 'n').ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Empty(accepted.Except(names));
        Assert.NotEmpty(accepted);
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_runner_goes_on_when_the_server_is_back()
    {
        using var cluster = Begin();
        using var home = new PostgresBackend(cluster.NewDatabase());
        var job = home.Submit(Home.Spec(4));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        cluster.Kill();
        Assert.Equal(StoreFailure.Unreachable, Assert.Throws<StoreException>(() => player.Turn(exitCode: 0)).Failure);
        cluster.Start();
        player.RunToEnd();
        Assert.Equal(JobState.Succeeded, home.Ask(reader => reader.Job(job)!.State));
        Assert.Equal(4, home.Ask(reader => reader.Attempts.Of(job).Count()));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void After_a_failover_nobody_writes_before_it_has_joined_again()
    {
        using var cluster = Begin();
        using var home = new PostgresBackend(cluster.NewDatabase());
        home.Submit(Home.Spec(4));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        var before = player.Place.Frame.Epoch;
        cluster.FailOver();
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(player.Begin).Failure);
        player.Load();
        Assert.Null(player.Place.Rank);
        var again = new Player(store);
        Assert.True(again.Place.Frame.Epoch > before);
        again.RunToEnd();
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_standby_that_lagged_is_refused_by_whoever_has_seen_more()
    {
        using var cluster = Begin();
        using var home = new PostgresBackend(cluster.NewDatabase());
        home.Submit(Home.Spec(4));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        cluster.KeepStandby();
        player.Turn(exitCode: 0);
        cluster.FailOver();
        Assert.Equal(StoreFailure.Rewound, Assert.Throws<StoreException>(player.Begin).Failure);
        using var later = home.Open();
        Assert.Equal(StoreFailure.Rewound, Assert.Throws<StoreException>(() => new Player(later, Home.Runner with { Id = "later" })).Failure);
        Assert.Equal(4, home.Ask(reader => reader.Frame.LiveCount));
    }

    [Fact]
    public void A_standby_decides_nothing_and_says_what_it_is()
    {
        using var cluster = Begin();
        using var home = new PostgresBackend(cluster.NewDatabase());
        home.Submit(Home.Spec());
        cluster.BecomeStandby();
        var failure = Assert.Throws<StoreException>(() => home.Submit(Home.Spec()));
        Assert.Equal(StoreFailure.Unreachable, failure.Failure);
        Assert.Contains("standby", failure.Message, StringComparison.Ordinal);
        Assert.Single(home.Ask(reader => reader.Jobs(9)));
    }

    private static Cluster Begin()
    {
        Assert.SkipUnless(Cluster.Missing is null, Cluster.Missing ?? "");
        return new Cluster();
    }
}
