using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// The decisions of a runner: events in, changes and effects out. No clock, store or process is touched here; the
/// caller commits <see cref="Changes"/> and then carries out their effects. When a commit fails, the caller throws
/// the reconciler away and loads another: what is in memory is only ever a copy.
/// </summary>
public sealed class Reconciler
{
    private readonly Board board;
    private readonly Progress progress;
    private readonly NodeReports reports;
    private readonly JobCommands commands;
    private readonly Adoption adoption;
    private readonly DueTimers timers;
    private readonly Dispatcher dispatcher;

    /// <summary>Begins with no jobs.</summary>
    /// <param name="ledger">The node's book; all that runs already is booked by <see cref="Adopt"/>.</param>
    /// <param name="fence">The epoch of this runner.</param>
    /// <param name="keyText">Text of a task's concurrency key: job, entry, ordinal.</param>
    public Reconciler(Ledger ledger, long fence, Func<ActiveJob, int, int, string> keyText)
    {
        board = new Board(ledger, keyText) { Fence = fence };
        progress = new Progress(board);
        reports = new NodeReports(board, progress);
        commands = new JobCommands(board, progress, reports);
        adoption = new Adoption(board, progress);
        timers = new DueTimers(board, reports);
        var starter = new Starter(board);
        dispatcher = new Dispatcher(board, progress, starter, new SuccessorSupply(board, starter));
    }

    /// <summary>What this turn changed so far.</summary>
    public TurnChanges Changes => board.Changes;

    /// <summary>Jobs that have not ended.</summary>
    public IReadOnlyDictionary<JobId, ActiveJob> Jobs => board.Jobs;

    /// <summary>Attempts that have not ended.</summary>
    public IReadOnlyDictionary<AttemptId, Attempt> Attempts => board.Attempts;

    /// <summary>The node's book.</summary>
    public Ledger Ledger => board.Ledger;

    /// <summary>The next attempt's number. The caller reserves numbers in the store before they are used.</summary>
    public long NextAttempt
    {
        get => board.NextAttempt;
        set => board.NextAttempt = value;
    }

    /// <summary>When a timer is due next.</summary>
    public Instant NextDue => MayStart ? board.Now : board.Timers.Next;

    /// <summary>The time of the turn that begins.</summary>
    public void Begin(Instant now) => board.Now = now;

    /// <summary>Takes in a job that has not ended, with what the store knows of its tasks.</summary>
    /// <param name="job">The job, its groups and counts as stored.</param>
    /// <param name="pending">Tasks with a record that have not ended.</param>
    /// <param name="live">Its live attempts.</param>
    /// <param name="isBooked">Whether shared accounts hold these attempts already, by the store's word.</param>
    public void Adopt(
        ActiveJob job,
        IEnumerable<PendingTask> pending,
        IEnumerable<StoredAttempt> live,
        bool isBooked = false
    ) => adoption.Adopt(job, pending, live, isBooked);

    /// <summary>Takes in what other runners committed: shared accounts, and what they wait for.</summary>
    public void Learn(IEnumerable<AccountUse> uses, IReadOnlyList<Demand> demands)
    {
        foreach (var (name, used, limit) in uses)
        {
            for (var freed = board.Ledger.Learn(name, used, limit); freed > 0; freed--)
            {
                board.MayStart = true;
                if (!board.Wake(name))
                {
                    break;
                }
            }

            if (board.Ledger.Find(name) is { IsLimit: true, IsOverdrawn: true } account)
            {
                // Who waits to take a place over would keep the queue as full as it is.
                foreach (var attempt in board.Successors.Taking(account))
                {
                    progress.Withdraw(attempt);
                }
            }
        }

        board.MayStart |= !board.Demands.SequenceEqual(demands);
        board.Demands = demands;
    }

    /// <summary>The most urgent task here that waits for something of the node; null when none does.</summary>
    public Demand? Demand =>
        board.Line.Take(Dispatcher.BackfillDepth).FirstOrDefault(lane => lane.Lacks is not null) is { } lane
            ? new Demand(lane.Lacks!.Name, lane.Job.Priority, lane.Job.Id)
            : null;

    /// <summary>Takes in a report of the node.</summary>
    public void Apply(NodeEvent report) => reports.Apply(report);

    /// <summary>Carries out a person's request on a job that this runner holds, or on one just loaded for it.</summary>
    public void Apply(JobCommand command, ActiveJob job) => commands.Apply(command, job);

    /// <summary>Fires the timers that are due.</summary>
    public void FireTimers() => timers.Fire();

    /// <summary>Lets a job start that was only followed.</summary>
    public void Unpark(ActiveJob job)
    {
        job.IsParked = false;
        foreach (var lane in job.Lanes.Values)
        {
            board.LineUp(lane);
        }
    }

    /// <summary>Starts nothing more, or starts again; what runs goes on.</summary>
    public void Hold(bool isHolding)
    {
        board.IsHolding = isHolding;
        foreach (var lane in board.Jobs.Values.SelectMany(job => job.Lanes.Values))
        {
            if (isHolding)
            {
                board.StepOut(lane);
            }
            else
            {
                board.LineUp(lane);
            }
        }

        foreach (var attempt in board.Attempts.Values.Where(attempt => isHolding && !attempt.HoldsRoom))
        {
            progress.Withdraw(attempt);
        }
    }

    /// <summary>Orders everything again that a new executor, or one that was out of reach, has no report of.</summary>
    public void Reorder(Attempt attempt)
    {
        if (attempt.HoldsRoom)
        {
            board.Changes.Effects.Add(new Effect(EffectKind.Launch, attempt));
        }
        else
        {
            reports.Apply(new NodeEvent.Withdrawn { Attempt = attempt.Id });
        }
    }

    /// <summary>Orders a stop again whose order may have been lost.</summary>
    public void RepeatStop(Attempt attempt) => board.Changes.Effects.Add(new Effect(EffectKind.Stop, attempt));

    /// <summary>Starts what there is room for.</summary>
    /// <param name="most">Most starts now: what is left waits for the next turn.</param>
    public void Dispatch(int most = Starter.StartsMax) => dispatcher.Run(most);

    /// <summary>
    /// Whether something happened that could let a task start, here or at a runner that waits for it.
    /// </summary>
    public bool MayStart =>
        board.MayStart && (board.Line.Count > 0 || (board.Demands.Count > 0 && !board.Successors.IsEmpty));

    /// <summary>What a task of this job would reserve: for plans and explanations.</summary>
    public Shape ShapeOf(ActiveJob job, int group, int index) =>
        board.ShapeOf(job, group, 1, board.KeyOf(job, group, index));

    /// <summary>Ready tasks that would be served before this one, or null when it stands in no lane.</summary>
    public long? PlaceInLine(ActiveJob job, int group, int index)
    {
        var before = 0L;
        foreach (var lane in board.Line)
        {
            if (ReferenceEquals(lane.Job, job) && lane.PlaceOf(group, index) is { } place)
            {
                return before + place;
            }

            before += lane.Length;
        }

        return null;
    }
}
