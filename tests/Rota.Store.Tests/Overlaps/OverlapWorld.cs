using Rota.Store.Turns;

namespace Rota.Store.Tests.Overlaps;

/// <summary>How the runners of a world tell whose turn it is.</summary>
internal enum Discipline
{
    /// <summary>Each by its own clock, which is wrong by up to two cycles.</summary>
    WrongClocks,

    /// <summary>The same, and no guard.</summary>
    NoGuard,

    /// <summary>All in the slot of the first.</summary>
    EqualSlots,

    /// <summary>None: whenever they like.</summary>
    Ignored,
}

/// <summary>
/// Runners on one real store, cut into steps that follow each other at random: pauses at every point, deaths,
/// evictions of the living, joins. After each commit the promises are checked.
/// </summary>
internal sealed class OverlapWorld : IDisposable
{
    private const int JobCount = 8;
    private const int TasksEach = 5;
    private const int CloneMax = 5;
    private readonly Backend home;
    private readonly IHomeStore watch;
    private readonly FakeKeeper keeper = new();
    private readonly List<Clone> clones = [];
    private readonly Dictionary<(long Epoch, int Partition), long> writers = [];
    private readonly Random random;
    private readonly Discipline discipline;
    private int names;
    private long now;

    public OverlapWorld(Backend home, int seed, Discipline discipline)
    {
        (this.home, random, this.discipline) = (home, new Random(seed), discipline);
        for (var job = 0; job < JobCount; job++)
        {
            home.Submit(Home.Spec(TasksEach));
        }

        watch = home.Open();
        var frame = watch.Look(0).Frame;
        watch.SetPace(frame with { Cycle = 1_000, Guard = discipline == Discipline.NoGuard ? 0 : frame.Guard });
        Join();
        Join();
    }

    /// <summary>Takes so many steps, then lets all go on in order until every job has ended.</summary>
    /// <returns>What must not be, as sentences.</returns>
    public IReadOnlyList<string> Run(int steps)
    {
        for (var step = 0; step < steps && keeper.Wrong.Count == 0; step++)
        {
            Step();
        }

        // One that looked without loading would leave what it gained undone for ever; a real one always loads.
        clones.ForEach(clone => clone.Forget());
        for (var round = 0; round < 200 && keeper.Wrong.Count == 0 && IsOpen; round++)
        {
            clones.ForEach(clone => Whole(clone));
            Array.ForEach(keeper.Running, keeper.End);
        }

        if (keeper.Wrong.Count == 0 && (IsOpen || keeper.Starts.Count != JobCount * TasksEach))
        {
            keeper.Wrong.Add($"{keeper.Starts.Count} starts of {JobCount * TasksEach} tasks, and jobs are open: {IsOpen}");
        }

        return [.. keeper.Wrong, .. home.Violations()];
    }

    public void Dispose()
    {
        clones.ForEach(clone => clone.Dispose());
        watch.Dispose();
        home.Dispose();
    }

    private bool IsOpen => home.Ask(reader => reader.Unfinished().Count > 0);

    private void Step()
    {
        now += random.Next(400);
        var clone = clones[random.Next(clones.Count)];
        switch (random.Next(20))
        {
            case < 9:
                Next(clone);
                break;
            case < 11:
                clone.CarryOut();
                break;
            case < 14 when keeper.Running is { Length: > 0 } running:
                keeper.End(running[random.Next(running.Length)]);
                break;
            case 14:
                clone.Forget();
                break;
            case 15 when !IsLocked:
                clone.LookWithoutLoading();
                clone.Begin(IsLocked);
                break;
            case 16 or 17 when !IsLocked:
                _ = clone.Evict(clones[random.Next(clones.Count)]);
                break;
            case 18 when !IsLocked && clones.Count < CloneMax:
                Join();
                break;
            case 19 when !IsLocked && clones.Count > 1:
                // It dies for good; only the others can see that.
                clones.Remove(clone);
                clone.Dispose();
                clones[0].LookWithoutLoading();
                clones[0].Evict(clone);
                clones[0].Forget();
                break;
        }
    }

    private bool IsLocked => clones.Any(clone => clone.IsInTurn);

    private void Join() =>
        clones.Add(new Clone(home.Open(), keeper, $"clone-{++names}", random.Next(-2_000, 2_000)));

    /// <summary>The next step of a turn, when the runner takes it to be its time.</summary>
    private void Next(Clone clone)
    {
        if (clone.IsInTurn)
        {
            Commit(clone);
        }
        else if (discipline == Discipline.Ignored
            || clone.IsItsTime(clone.Place.Frame, discipline == Discipline.EqualSlots ? 0 : clone.Place.Rank ?? 0, now))
        {
            clone.Begin(IsLocked);
        }
    }

    private void Whole(Clone clone)
    {
        clone.Begin(IsLocked);
        if (clone.IsInTurn)
        {
            Commit(clone);
            clone.CarryOut();
        }
    }

    private void Commit(Clone clone)
    {
        var (found, own, partitions) = clone.Write;
        var before = watch.Look(0, long.MaxValue).Turn;
        clone.Commit();
        if (watch.Look(0, long.MaxValue).Turn == before)
        {
            return;
        }

        Expect(partitions.Length == 0 || found >= own, "a turn was committed in an epoch before its own");
        foreach (var partition in partitions)
        {
            Expect(home.Ask(reader => reader.Frame.OwnerOf(partition)) == clone.Place.Incarnation,
                $"partition {partition} was written by a runner that does not own it");
            Expect(writers.TryAdd((found, partition), clone.Place.Incarnation) || writers[(found, partition)] == clone.Place.Incarnation,
                $"two runners wrote in partition {partition} in epoch {found}");
        }

        var held = watch.OpenJobs(Home.AllPartitions).Sum(open => watch.Load(open.Job)!.Live.Count(live => live.HoldsRoom));
        Expect(held <= Home.Node.Slots, $"{held} attempts hold {Home.Node.Slots} slots");
        var used = home.Ask(reader => reader.Queues.Accounts().SingleOrDefault(account => account.Account.Text == "slots").Used);
        Expect(used == held, "the account of slots drifts");
    }

    private void Expect(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            keeper.Wrong.Add(otherwise);
        }
    }
}
