using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.Store.Tests.Contract;

/// <summary>What people set for queues reaches runners and readers.</summary>
public abstract class QueueContract(Func<Backend> make)
{
    private const string Account = "queue nightly";

    [Fact]
    public void A_limit_is_news_to_runners()
    {
        using var home = make();
        using var store = home.Open();
        using var queues = home.Ports.Queues();
        var before = store.Look(0, 0).Turn;
        queues.SetConcurrency("nightly", 3);
        var news = store.Look(0, before);
        Assert.Equal((before + 1, Account, 0L, 3L), (news.Turn, news.Accounts[0].Account.Text, news.Accounts[0].Used, news.Accounts[0].Limit));
        queues.Pause("nightly", isPaused: true);
        Assert.Equal(0, Assert.Single(store.Look(0, news.Turn).Accounts).Limit);
        queues.SetConcurrency("nightly", 5);
        Assert.Equal(0, Assert.Single(store.Look(0, news.Turn).Accounts).Limit);
        queues.Pause("nightly", isPaused: false);
        Assert.Equal(5, Assert.Single(store.Look(0, news.Turn).Accounts).Limit);
        Assert.True(queues.Remove("nightly"));
        Assert.Null(Assert.Single(store.Look(0, news.Turn).Accounts).Limit);
        Assert.False(queues.Remove("nightly"));
    }

    [Fact]
    public void Hours_are_news_to_runners_and_go_with_the_queue()
    {
        using var home = make();
        using var store = home.Open();
        using var queues = home.Ports.Queues();
        var hours = OpenHours.Parse("mon-fri 22:00-06:00", "Europe/Paris");
        queues.SetHours("nightly", hours);
        queues.SetConcurrency("nightly", 3);
        var use = Assert.Single(store.Look(0, 0).Accounts);
        Assert.Equal((Account, 3L, hours), (use.Account.Text, use.Limit, use.Hours));
        Assert.Equal(hours, home.Ask(reader => reader.Queues.All().Single().Hours));
        Assert.Equal(hours, home.Ask(reader => reader.Queues.Accounts().Single().Hours));
        _ = new Player(store);
        Assert.Equal(hours, Assert.Single(store.Look(0, 0).Accounts).Hours);
        queues.SetHours("nightly", null);
        Assert.Null(store.Look(0, 0).Accounts.Single(one => one.Account.Text == Account).Hours);
    }

    [Fact]
    public void Queues_are_listed_that_were_set_or_that_open_jobs_are_in()
    {
        using var home = make();
        using (var queues = home.Ports.Queues())
        {
            queues.SetConcurrency("z", 1);
            queues.Pause("a", isPaused: true);
        }

        home.Submit(Home.Spec());
        home.Submit(Home.Spec() with { Queue = "z" });
        home.Submit(Home.Spec() with { Queue = "m" });
        using var store = home.Open();
        new Player(store).Turn();
        var rows = home.Ask(reader => reader.Queues.All());
        Assert.Equal(["a", "default", "m", "z"], rows.Select(row => row.Name));
        Assert.Equal(new QueueRow("a", null, IsPaused: true, Running: 0, OpenJobs: 0), rows[0]);
        Assert.Equal((1, false, 1), (rows[3].Concurrency, rows[3].IsPaused, rows[3].OpenJobs));
        Assert.Equal(Home.Node.Slots, rows.Sum(row => row.Running));
    }

    [Fact]
    public void Nothing_of_a_queue_starts_beyond_its_limit()
    {
        using var home = make();
        using (var queues = home.Ports.Queues())
        {
            queues.SetConcurrency("one", 1);
        }

        var job = home.Submit(Home.Spec(4) with { Queue = "one" });
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        Assert.Equal(1, home.Ask(reader => reader.Queues.All().Single(row => row.Name == "one").Running));
        Assert.Single(store.Load(job)!.Live, live => live.HoldsRoom);
        Assert.Empty(home.Violations());

        // A limit that is lowered afterwards was not broken: what runs was rightly sold.
        using (var queues = home.Ports.Queues())
        {
            queues.Pause("one", isPaused: true);
        }

        Assert.Empty(home.Violations());
    }
}
