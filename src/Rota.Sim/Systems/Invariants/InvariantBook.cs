using Rota.Core.Jobs;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>All promises, and which were broken.</summary>
internal sealed class InvariantBook : IWitness
{
    private const int ViolationsMax = 20;
    private readonly WorldInvariant[] promises;
    private readonly List<string> broken = [];

    public InvariantBook(SimNode node)
    {
        Node = node;
        node.Witness = this;
        promises =
        [
            new OneLiveAttempt { Book = this },
            new IntentBeforeStart { Book = this },
            new FencesGrow { Book = this },
            new OverWhenAllIsOver { Book = this },
            new NothingIsLeft { Book = this },
            new NothingElseIsTouched { Book = this },
            new CapacityIsKept { Book = this },
            new SlotsAreOnesOwn { Book = this },
            new LimitsAreKept { Book = this },
            new TriesAreBounded { Book = this },
            new EntriesKeepTheirRules { Book = this },
            new HeldTasksWait { Book = this },
            new NeededJobsEndFirst { Book = this },
            new FinallyComesLast { Book = this },
            new SealedJobsStay { Book = this },
            new HoursAreKept { Book = this },
            new StartsAreApart { Book = this },
            new OneOutcome { Book = this },
            new OneOwner { Book = this },
            new AcknowledgedIsCommitted { Book = this },
            new StoppedTasksEnd { Book = this },
            new NoExitCodeIsLost { Book = this },
            new OutcomesAreTrue { Book = this },
            new NothingIsLost { Book = this },
            new InstantsFireOnce { Book = this },
            new StoreIsSound { Book = this },
        ];
    }

    public SimNode Node { get; }

    /// <summary>Jobs that a submission was answered with.</summary>
    public HashSet<long> Accepted { get; } = [];

    /// <summary>What was asked for in each.</summary>
    public Dictionary<long, JobSpec> Jobs { get; } = [];

    /// <summary>What people asked of which job.</summary>
    public HashSet<(long Job, Type Request)> Asked { get; } = [];

    /// <summary>By idempotency key, the job that the first submission was answered with.</summary>
    public Dictionary<string, long> Keys { get; } = [];

    /// <summary>When the last fault ended; 0 before.</summary>
    public long HealedAt { get; set; }

    /// <summary>Every process of a task that was started, in order.</summary>
    public List<(SimProcess Process, TaskRun Run)> Runs { get; } = [];

    /// <summary>The sentences about what was broken; the first is the one to look at.</summary>
    public IReadOnlyList<string> Violations => broken;

    public void Broken(string promise, string how)
    {
        Node.World.Trace.Note(null, "BROKEN " + promise);
        if (broken.Count < ViolationsMax)
        {
            broken.Add($"{promise}: {how}");
        }
    }

    public void Spawned(SimProcess process, TaskRun run)
    {
        Runs.Add((process, run));
        Array.ForEach(promises, promise => promise.Spawned(process, run));
    }

    public void Ended(SimProcess process)
    {
        if (Node.Tasks.RunOf(process) is { } run)
        {
            Array.ForEach(promises, promise => promise.Ended(process, run));
        }
    }

    public void Signalled(SimProcess by, SimProcess process)
    {
        if (by.Role == "keeper")
        {
            Array.ForEach(promises, promise => promise.Signalled(process));
        }
    }

    public void Committed(Membership place, TurnChanges changes) =>
        Array.ForEach(promises, promise => promise.Committed(place, changes));

    public void Acknowledged(long attempt) => Array.ForEach(promises, promise => promise.Acknowledged(attempt));

    public void AtTheEnd() => Array.ForEach(promises, promise => promise.AtTheEnd());
}
