using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Results;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Slots;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>A runner of a test: a place in the frame, the jobs of its partitions, and turns when it is told.</summary>
public sealed class Player
{
    private readonly IHomeStore store;
    private readonly RunnerIdentity identity;
    private readonly string key;
    private long seen;

    public Player(IHomeStore store, RunnerIdentity? identity = null, Predicate<Member>? isAlive = null, string key = "")
    {
        this.key = key;
        this.store = store;
        this.identity = identity ?? Home.Runner;
        Place = store.Join(this.identity, Home.Joining, isAlive ?? (_ => true));
        Core = null!;
        Load();
    }

    public Membership Place { get; private set; }

    public Reconciler Core { get; private set; }

    /// <summary>Looks at the frame again and loads what is its own now.</summary>
    public void Load()
    {
        Place = store.Look(Place.Incarnation);
        Core = new Reconciler(new CellNodes(new NodeLedger(Home.Node)), Place.Frame.Epoch, (_, _, _) => key);
        Core.Begin(Home.Now);
        var news = store.Look(Place.Incarnation, 0);
        seen = news.Turn;
        Core.Learn(news.Accounts, news.Demands);
        foreach (var (id, _) in store.OpenJobs(Place.Partitions.ToHashSet()))
        {
            var stored = store.Load(id)!;
            Core.Adopt(stored.Job, stored.Pending, stored.Live, isBooked: true);
        }
    }

    /// <summary>What it would learn at a look.</summary>
    public News Look() => store.Look(Place.Incarnation, 0);

    /// <summary>Starts its turn; the caller commits it or lets it go.</summary>
    public ITurn Begin()
    {
        var turn = store.Begin(Place, seen, TimeSpan.Zero)!;
        Core.Learn(turn.News.Accounts, turn.News.Demands);
        Core.NextAttempt = turn.ReserveAttempts(100);
        return turn;
    }

    public void Commit(ITurn turn, params long[] done)
    {
        turn.Commit(Core.Changes, Core.ChangedAccounts, Core.Demand, done);
        seen = turn.News.Turn + 1;
        Core.AccountsStored();
        Core.Changes.Clear();
    }

    /// <summary>One turn: starts what fits, after everything that runs ended with this code where one is given.</summary>
    public void Turn(int? exitCode = null, params long[] done)
    {
        using var turn = Begin();
        foreach (var attempt in Core.Attempts.Values.Where(one => exitCode is not null && one.HoldsRoom).ToArray())
        {
            Core.Apply(new NodeEvent.Started { Attempt = attempt.Id, Pid = 7, At = Home.Now });
            Core.Apply(new NodeEvent.Ended
            {
                Attempt = attempt.Id,
                Report = new ExitReport
                {
                    Started = Home.Now,
                    Ended = Home.Now + TimeSpan.FromSeconds(1),
                    ExitCode = exitCode,
                    Reported = ReportedBy(attempt.Id.Value),
                },
            });
        }

        Core.Dispatch();
        Commit(turn, done);
    }

    /// <summary>Of three attempts one reports a result, one has none that can be kept, and one reports nothing.</summary>
    public static Reported? ReportedBy(long attempt) =>
        (attempt % 3) switch
        {
            0 => new Reported { Progress = $"progress=1 loss={attempt}", Result = $$"""{"n":{{attempt}}}""" },
            1 => new Reported { Problem = "the result is not kept: \udcff" },
            _ => null,
        };

    /// <summary>Turns until all that it owns has ended, each run with this code.</summary>
    public void RunToEnd(int exitCode = 0)
    {
        Load();
        for (var turn = 0; Core.Jobs.Count > 0; turn++)
        {
            Assert.True(turn < 50, "it does not end");
            Turn(exitCode);
            LetGo();
        }
    }

    /// <summary>What waits for a place is started when there is room: this node has no keeper to do it.</summary>
    public void LetGo()
    {
        foreach (var waiting in Core.Attempts.Values.Where(attempt => !attempt.HoldsRoom).ToArray())
        {
            Core.Apply(new NodeEvent.Withdrawn { Attempt = waiting.Id });
        }
    }
}
