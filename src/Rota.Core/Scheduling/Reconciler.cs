using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Budgets;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling;

/// <summary>
/// The decisions of a runner: events in, changes and effects out. No clock, store or process is touched here; the
/// caller commits <see cref="Changes"/> and then carries out their effects. When a commit fails, the caller throws
/// the reconciler away and loads another: what is in memory is only ever a copy.
/// </summary>
public sealed class Reconciler
{
    private readonly SchedulerState scheduler;
    private readonly Progress progress;
    private readonly NodeReports reports;
    private readonly JobCommands commands;
    private readonly Recovery adoption;
    private readonly SilentNodes silent;
    private readonly DueTimers timers;
    private readonly StartGate gate;
    private readonly TimedLimits times;
    private readonly Budgeting budgeting;
    private readonly Dispatcher dispatcher;

    /// <summary>Begins with no jobs.</summary>
    /// <param name="nodes">
    /// The nodes, with nothing reserved in their books: what runs is booked by <see cref="Adopt"/>.
    /// </param>
    /// <param name="fence">The epoch of this runner.</param>
    /// <param name="keyText">Text of a task's concurrency key: job, entry, ordinal.</param>
    /// <param name="zones">The time zones that this machine knows; null for UTC alone.</param>
    public Reconciler(CellNodes nodes, long fence, Func<ActiveJob, int, int, string> keyText, ITimeZones? zones = null)
    {
        scheduler = new SchedulerState(nodes, keyText) { Fence = fence };
        var admission = new Admission(scheduler.Nodes, scheduler.Limits);
        progress = new Progress(scheduler);
        reports = new NodeReports(scheduler, admission, progress);
        gate = new StartGate(scheduler, progress);
        times = new TimedLimits(scheduler, zones);
        budgeting = new Budgeting(scheduler, progress);
        var holding = new Holding(scheduler, progress);
        commands = new JobCommands(scheduler, progress, reports, gate, new JobChanges(scheduler, progress, holding));
        adoption = new Recovery(scheduler, admission, progress, gate);
        silent = new SilentNodes(scheduler, reports);
        timers = new DueTimers(scheduler, reports, silent);
        var starter = new Starter(scheduler, admission);
        var successors = new SuccessorSupply(scheduler, admission, starter, holding, progress);
        dispatcher = new Dispatcher(scheduler, progress, starter, successors, holding, new Placing(scheduler));
    }

    /// <summary>What this turn changed so far.</summary>
    public TurnChanges Changes => scheduler.Changes;

    /// <summary>Jobs that have not ended.</summary>
    public IReadOnlyDictionary<JobId, ActiveJob> Jobs => scheduler.Jobs;

    /// <summary>Attempts that have not ended.</summary>
    public IReadOnlyDictionary<AttemptId, Attempt> Attempts => scheduler.Attempts;

    /// <summary>The nodes that tasks run on.</summary>
    public CellNodes Nodes => scheduler.Nodes;

    /// <summary>The book of the rules that people set.</summary>
    public Limits Limits => scheduler.Limits;

    /// <summary>Shared accounts that changed since <see cref="AccountsStored"/>: what the commit writes.</summary>
    public IReadOnlyCollection<Account> ChangedAccounts =>
        [.. Limits.Changes, .. Nodes.All.SelectMany(node => node.Ledger.Changes)];

    /// <summary>Forgets those changes: they are committed.</summary>
    public void AccountsStored()
    {
        Limits.ClearChanges();
        foreach (var node in Nodes.All)
        {
            node.Ledger.ClearChanges();
        }
    }

    /// <summary>The next attempt's number. The caller reserves numbers in the store before they are used.</summary>
    public long NextAttempt
    {
        get => scheduler.NextAttempt;
        set => scheduler.NextAttempt = value;
    }

    /// <summary>When a timer is due next.</summary>
    public Instant NextDue => MayStart ? scheduler.Now : scheduler.Timers.Next;

    /// <summary>When the wall clock next shows a moment that a job waits for, or a limit changes.</summary>
    public Instant NextMoment => gate.Next < times.Next ? gate.Next : times.Next;

    /// <summary>The time of the turn that begins.</summary>
    /// <param name="now">By a clock that nobody sets.</param>
    /// <param name="wall">By the wall clock; null where the two are the same.</param>
    public void Begin(Instant now, Instant? wall = null) =>
        (scheduler.Now, Changes.Now, scheduler.Wall) = (now, now, wall ?? now);

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
    )
    {
        adoption.Adopt(job, pending, live, isBooked);
        foreach (var attempt in job.Live)
        {
            silent.Watch(attempt);
        }
    }

    /// <summary>Takes in what other runners committed: shared accounts, and what they wait for.</summary>
    public void Learn(IEnumerable<AccountUse> uses, IReadOnlyList<Demand> demands)
    {
        foreach (var use in uses)
        {
            var (id, used) = (use.Account, use.Used);
            budgeting.Learn(use);
            if (id.IsOfHome)
            {
                Learn(id, used, times.Learn(use));
            }
            else if (Nodes.Find(new NodeId(id.Scope)) is { } node && id.IsOf(node.Ledger.Node))
            {
                scheduler.MayStart |= node.Ledger.Learn(id, used) > 0;
            }
        }

        budgeting.LineUp();
        scheduler.MayStart |= !scheduler.Demands.SequenceEqual(demands);
        scheduler.Demands = demands;
    }

    private void Learn(AccountId limit, long used, long? most)
    {
        var freed = Limits.Learn(limit, used, most);
        var account = Limits.Find(limit)!;
        scheduler.MayStart |= freed > 0;
        while (freed > 0 && scheduler.Wake(account))
        {
            freed--;
        }

        WithdrawOverdrawn(account);
    }

    /// <summary>
    /// Takes over how many slots the own node has now: more let tasks start at once; with fewer what runs goes on, and
    /// nothing starts until enough has ended.
    /// </summary>
    public void Resize(int slots)
    {
        var ledger = Nodes.Own.Ledger;
        if (slots == ledger.Capacity.Slots)
        {
            return;
        }

        ledger.Resize(slots);
        scheduler.MayStart = true;
        WithdrawOverdrawn(ledger.Slots);
    }

    /// <summary>Takes over what tells a node from others: tasks that wait may run there now, or no more.</summary>
    public void Tell(NodeId id, NodeTraits traits)
    {
        var node = Nodes.Require(id);
        if (!node.Traits.Equals(traits))
        {
            Nodes.Tell(node, traits);
            scheduler.MayStart = true;
        }
    }

    /// <summary>
    /// A node takes work, or none any more. What runs there goes on; who waits there for a place is taken back.
    /// </summary>
    /// <param name="id">The node.</param>
    /// <param name="standing">How it stands.</param>
    /// <param name="now">
    /// Now, by the clock of <see cref="Begin"/>: from here on the silence of a node is counted.
    /// </param>
    public void Stand(NodeId id, NodeStanding standing, Instant now)
    {
        var node = Nodes.Require(id);
        silent.Hear(node, standing == NodeStanding.Silent, now);
        if (!Nodes.Set(node, standing))
        {
            return;
        }

        scheduler.MayStart = true;
        foreach (
            var attempt in scheduler.Attempts.Values.Where(attempt =>
                standing != NodeStanding.Open && !attempt.HoldsRoom && attempt.Node == id
            )
        )
        {
            progress.Withdraw(attempt);
        }
    }

    /// <summary>Who waits to take a place over would keep the account as full as it is.</summary>
    private void WithdrawOverdrawn(Account account)
    {
        if (account.IsOverdrawn)
        {
            foreach (var attempt in scheduler.Successors.Taking(account))
            {
                progress.Withdraw(attempt);
            }
        }
    }

    /// <summary>The most urgent task here that waits for something of the node; null when none does.</summary>
    public Demand? Demand =>
        scheduler.Line.Take(Dispatcher.BackfillDepth).FirstOrDefault(readyQueue => readyQueue.Lacks is not null)
            is { } readyQueue
            ? new Demand(readyQueue.Lacks!.Id, readyQueue.Job.Priority, readyQueue.Job.Id)
            : null;

    /// <summary>Takes in a report of the node.</summary>
    public void Apply(NodeEvent report) => reports.Apply(report);

    /// <summary>Carries out a person's request on a job that this runner holds, or on one just loaded for it.</summary>
    public void Apply(JobCommand command, ActiveJob job) => commands.Apply(command, job);

    /// <summary>Fires the timers that are due; jobs start whose moment has come, limits with times change.</summary>
    public void FireTimers()
    {
        timers.Fire();
        gate.Pass();
        foreach (var (account, limit) in times.Turned())
        {
            Learn(account, Limits.Find(account)!.Used, limit);
        }
    }

    /// <summary>Lets a job start that was only followed.</summary>
    public void Unpark(ActiveJob job)
    {
        job.IsParked = false;
        scheduler.LineUp(job);
    }

    /// <summary>Starts nothing more, or starts again; what runs goes on.</summary>
    public void Hold(bool isHolding)
    {
        scheduler.IsHolding = isHolding;
        foreach (var readyQueue in scheduler.Jobs.Values.SelectMany(job => job.ReadyQueues.Values))
        {
            if (isHolding)
            {
                scheduler.StepOut(readyQueue);
            }
            else
            {
                scheduler.LineUp(readyQueue);
            }
        }

        foreach (var attempt in scheduler.Attempts.Values.Where(attempt => isHolding && !attempt.HoldsRoom))
        {
            progress.Withdraw(attempt);
        }
    }

    /// <summary>Orders everything again that a new executor, or one that was out of reach, has no report of.</summary>
    public void Reorder(Attempt attempt)
    {
        if (attempt.HoldsRoom)
        {
            scheduler.Changes.Effects.Add(new Effect(EffectKind.Launch, attempt));
        }
        else
        {
            reports.Apply(new NodeEvent.Withdrawn { Attempt = attempt.Id, Node = attempt.Node });
        }
    }

    /// <summary>Orders again what a node may not have heard of one that waits there to start.</summary>
    public void RepeatWaiting(Attempt attempt)
    {
        if (attempt.IsWithdrawing || attempt.HoldsRoom)
        {
            var kind = attempt.IsWithdrawing ? EffectKind.Withdraw : EffectKind.Promote;
            scheduler.Changes.Effects.Add(new Effect(kind, attempt));
        }
    }

    /// <summary>Orders a stop again whose order may have been lost.</summary>
    public void RepeatStop(Attempt attempt) => scheduler.Changes.Effects.Add(new Effect(EffectKind.Stop, attempt));

    /// <summary>Starts what there is room for.</summary>
    /// <param name="most">Most starts now: what is left waits for the next turn.</param>
    public void Dispatch(int most = Starter.StartsMax) => dispatcher.Run(most);

    /// <summary>
    /// Whether something happened that could let a task start, here or at a runner that waits for it.
    /// </summary>
    public bool MayStart =>
        scheduler.MayStart
        && (scheduler.Line.Count > 0 || (scheduler.Demands.Count > 0 && !scheduler.Successors.IsEmpty));

    /// <summary>
    /// What a task of this job would reserve, for plans and explanations: one that is tried again with more memory,
    /// that.
    /// </summary>
    public Shape ShapeOf(ActiveJob job, int group, int index)
    {
        var factor = MemoryFactorOf(job, group, index);
        return scheduler.ShapeOf(job, group, factor, scheduler.KeyOf(job, group, index), Nodes.Own);
    }

    /// <summary>By how much more memory a task is tried again; 1 for one that is not.</summary>
    internal static double MemoryFactorOf(ActiveJob job, int group, int index) =>
        job.ReadyQueues.Values.Select(queue => queue.Find(group, index))
            .FirstOrDefault(one => one is not null)
            ?.Tries.MemoryFactor
        ?? 1;

    /// <summary>What it holds, for explanations.</summary>
    internal SchedulerState State => scheduler;

    /// <summary>The hours of a queue that is closed now, and how long it stays so; else null.</summary>
    public (OpenHours Hours, TimeSpan? Left)? Closed(Account account) => times.Closed(account.Id);

    /// <summary>When the rights of a scope change next, and to how much; null where they stay as they are.</summary>
    public (Instant At, long Rights)? Turn(Account budget) => times.Turn(budget.Id);

    /// <summary>The time of this turn by the clock that nobody sets.</summary>
    public Instant Now => scheduler.Now;

    /// <summary>The wall clock of this turn.</summary>
    public Instant Wall => scheduler.Wall;

    /// <summary>The attempts that hold something of an account, in the order they were made.</summary>
    public IReadOnlyList<Attempt> HoldersOf(Account account)
    {
        AccountBook book = account.IsLimit ? Limits : Nodes.Require(new NodeId(account.Id.Scope)).Ledger;
        return [.. book.HoldersOf(account).Select(holder => scheduler.Attempts[holder])];
    }

    /// <summary>Ready tasks that would be served before this one, or null when it stands in no ready queue.</summary>
    public long? PlaceInLine(ActiveJob job, int group, int index) => LinePlace.Of(scheduler.Line, job, group, index);
}
