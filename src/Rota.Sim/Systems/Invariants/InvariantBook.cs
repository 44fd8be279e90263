using Rota.Core.Jobs;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Cells;
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

    public InvariantBook(SimCell cell)
    {
        Cell = cell;
        Replaced = new Replacements(this);
        Node.Witness = this;
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
            new StandingIsKept { Book = this },
            new TimeoutsAreKept { Book = this },
            new NothingIsOwed { Book = this },
            new BrokenMachinesStayEmpty { Book = this },
        ];
    }

    public SimCell Cell { get; }

    /// <summary>The machine of the home.</summary>
    public SimNode Node => Cell.Home.Node;

    /// <summary>Attempts that were given up while their nodes were cut off.</summary>
    public Replacements Replaced { get; }

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

    /// <summary>Every process of a task, or left by one, that lives on any machine.</summary>
    public IEnumerable<(SimProcess Process, TaskRun? Run)> Living =>
        Cell
            .Machines.SelectMany(machine => machine.Processes.All)
            .Where(process => process is { IsOfTask: true, IsAlive: true })
            .Select(process => (process, RunOf(process)));

    /// <summary>
    /// Whether a process lives as far as the home can know: not on a machine that was taken out, nor where another was
    /// started in its place by leave.
    /// </summary>
    public bool Counts(SimProcess process) =>
        process.IsAlive && Counts(Cell.Of(process)) && !(RunOf(process) is { } run && Replaced.MayLive(run.Attempt));

    /// <summary>Whether the home hears of what a machine does: not of one that was taken out.</summary>
    public bool Counts(SimNode machine) => !Cell.IsRemoved(machine);

    /// <summary>What a process is a run of.</summary>
    public TaskRun? RunOf(SimProcess process) => Cell.Of(process).Tasks.RunOf(process);

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
        if (RunOf(process) is { } run)
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

    public void Committed(Membership place, TurnChanges changes)
    {
        Replaced.Hear(changes);
        Array.ForEach(promises, promise => promise.Committed(place, changes));
    }

    public void Acknowledged(long attempt) => Array.ForEach(promises, promise => promise.Acknowledged(attempt));

    public void Stood(SimNode node, NodeStanding standing) =>
        Array.ForEach(promises, promise => promise.Stood(node, standing));

    public void AtTheEnd() => Array.ForEach(promises, promise => promise.AtTheEnd());
}
