using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Claims;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>A claim from outside is one request and one row; the turn that decides on it writes what became of it.</summary>
public abstract class ClaimContract(Func<Backend> make)
{
    private static readonly Request.Claim First = new(0, 2, "a node");
    private static readonly ClaimRefused Full = new(ClaimCode.NoRoom) { Of = "slots", Asked = 2, Free = 1, Holder = "held by attempt 7", RetryAfter = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_key_stands_for_the_first_claim_that_had_it()
    {
        using var home = make();
        var job = home.Submit(Home.Spec());
        var (row, isNew) = Ask(home, job, First, "k");
        Assert.Equal((true, new TaskKey(job, 0, 2), "a node", "k", Home.Now, false), (isNew, row.Task, row.Node, row.Key, row.Made, row.IsDecided));
        Assert.Equal(row, home.Ask(reader => reader.Live.Claim(row.Request)));
        Assert.False(home.Ask(reader => reader.IsDone(row.Request)));
        var again = Ask(home, job, new Request.Claim(0, 1, "b"), "k");
        Assert.Equal((row, false), (again.Row, again.IsNew));
        Assert.NotEqual(row.Request, Ask(home, job, First, "l").Row.Request);
        Assert.True(Ask(home, job, First, null).Row.Request < Ask(home, job, First, null).Row.Request);
        Assert.Null(home.Ask(reader => reader.Live.Claim(row.Request + 100)));
        Assert.Equal(4, home.Ask(reader => reader.Audit.After(10, 0).Count(entry => entry.Deed.Action == "job.claim")));
    }

    [Fact]
    public void What_became_of_it_is_in_its_row_with_the_turn_and_the_first_word_of_the_node_stays()
    {
        using var home = make();
        var job = home.Submit(Home.Spec());
        var rows = Enumerable.Range(0, 3).Select(index => Ask(home, job, new Request.Claim(0, index, "a"), null).Row).ToArray();
        using var store = home.Open();
        var player = new Player(store);
        Commit(new ClaimResult(rows[0].Request, new AttemptId(11), null), new ClaimResult(rows[1].Request, default, Full), new ClaimResult(rows[2].Request, new AttemptId(12), null));
        Assert.Equal([rows[0] with { Attempt = new AttemptId(11) }, rows[1] with { Refused = Full }, rows[2] with { Attempt = new AttemptId(12) }], Read());
        Commit(new ClaimResult(0, new AttemptId(11), Full));
        Commit(new ClaimResult(0, new AttemptId(11), new(ClaimCode.Withdrawn)), new ClaimResult(0, new AttemptId(99), Full));
        Assert.Equal([Full, Full, null], Read().Select(row => row.Refused));

        void Commit(params ClaimResult[] results)
        {
            using var turn = player.Begin();
            player.Core.Changes.Claims.AddRange(results);
            player.Commit(turn);
        }

        ClaimRow[] Read() => home.Ask(reader => rows.Select(row => reader.Live.Claim(row.Request)!).ToArray());
    }

    [Fact]
    public void Claims_go_with_their_job()
    {
        using var home = make();
        var job = home.Submit(Home.Spec());
        using (var store = home.Open())
        {
            new Player(store).RunToEnd();
        }

        var row = Ask(home, job, First, "k").Row;
        using var prune = home.Ports.Prune();
        prune.Remove(job);
        Assert.Null(home.Ask(reader => reader.Live.Claim(row.Request)));
        Assert.True(Ask(home, home.Submit(Home.Spec()), First, "k").IsNew);
    }

    private static Claimed Ask(Backend home, JobId job, Request.Claim claim, string? key)
    {
        using var submissions = home.Ports.Submissions();
        return submissions.Claim(job, claim, key, Home.Now);
    }
}
