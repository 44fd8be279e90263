using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>A runner, its store and its node, one step at a time. After every step all invariants are checked.</summary>
internal sealed class World
{
    public static readonly Capacity SmallNode = new()
    {
        Slots = 4, MilliCpus = 4_000, MemoryBytes = 1_000, Gpus = ["g0", "g1"], CpuIds = [2, 3, 5, 7],
        Licences = ImmutableSortedDictionary<string, long>.Empty.Add("tool", 2),
    };

    private readonly Capacity capacity;
    private readonly IReadOnlyList<(Capacity Capacity, NodeTraits Traits)> others;
    private readonly Dictionary<NodeId, NodeStanding> standings = [];
    private readonly Tamper tamper;
    private readonly List<NodeEvent> delivered = [];
    private long epoch;

    /// <param name="capacity">What the runner's own machine has.</param>
    /// <param name="tamper">Where bugs are planted.</param>
    /// <param name="others">Other machines, numbered from 2.</param>
    public World(Capacity? capacity = null, Tamper? tamper = null, params IReadOnlyList<(Capacity, NodeTraits)> others)
    {
        this.capacity = capacity ?? SmallNode;
        this.others = others;
        this.tamper = tamper ?? new Tamper();
        Recover();
    }

    public ModelStore Store { get; } = new();

    public FakeNode Node { get; } = new();

    public Reconciler Core { get; private set; } = null!;

    public Instant Now { get; set; } = new(1_000_000);

    /// <summary>Where the runner dies in its next turn.</summary>
    public Crash Crash { get; set; }

    public JobId Submit(JobBuilder job) => Submit(job.Build());

    public JobId Submit(JobSpec spec)
    {
        var id = Store.Submit(spec);
        Adopt(id);
        return id;
    }

    public ActiveJob Job(JobId id) => Core.Jobs[id];

    public void Do(JobCommand command)
    {
        if (Core.Changes.Jobs.Any(changed => changed.Id == command.Job && changed.Ended is not null))
        {
            // It ended in this turn, which the store does not know: the request waits for the next one.
            return;
        }

        if (Core.Jobs.TryGetValue(command.Job, out var job))
        {
            if (command is JobCommand.Rerun)
            {
                RerunWhileOpen.Add(job.Id);
            }

            if (command is JobCommand.SetParallel { Entry: { } entry })
            {
                Relimited.Add(AccountId.EntryParallel(job.Id, entry));
            }

            Core.Apply(command, job);
        }
        else if (command is JobCommand.Rerun)
        {
            Core.Apply(command, Store.Load(command.Job).Job);
        }
    }

    public bool IsHeld { get; private set; }

    /// <summary>Jobs of which something was run again before they had ended: what was ready by then stays ready.</summary>
    public HashSet<JobId> RerunWhileOpen { get; } = [];

    /// <summary>Limits of entries that people have changed: more may run than they say until some have ended.</summary>
    public HashSet<AccountId> Relimited { get; } = [];

    public void Hold(bool hold)
    {
        IsHeld = hold;
        Core.Hold(hold);
    }

    /// <summary>One turn; takes at most so many reports.</summary>
    public void Turn(int reportsMax = int.MaxValue)
    {
        Core.Begin(Now);
        var heard = Store.Inbox.ToArray();
        Array.ForEach(heard, Do);
        var reports = new List<NodeEvent>();
        while (reports.Count < reportsMax && Node.Outbox.TryDequeue(out var report))
        {
            reports.Add(report);
            tamper.Apply(Core, report);
        }

        Core.FireTimers();
        Core.Dispatch();
        tamper.AfterDispatch(Core);
        Sanity.CheckMemory(this);
        var (crash, changes) = (Crash, Core.Changes);
        Crash = Crash.None;
        if (crash == Crash.BeforeCommit)
        {
            Recover();
            return;
        }

        Store.Inbox.RemoveRange(0, heard.Length);
        Store.Commit(changes);
        Store.NextAttempt = Math.Max(Store.NextAttempt, Core.NextAttempt);
        Sanity.CheckStore(this);
        if (crash == Crash.AfterCommit)
        {
            Recover();
            return;
        }

        changes.Effects.ForEach(Node.Order);
        if (crash == Crash.AfterEffects)
        {
            Recover();
            return;
        }

        delivered.AddRange(reports);
        foreach (var report in reports.Where(report => report is NodeEvent.Ended or NodeEvent.Lost))
        {
            Node.Acknowledge(report.Attempt);
        }

        changes.Clear();
        Sanity.CheckNode(this);
    }

    /// <summary>A report that was acted on comes once more.</summary>
    public void Repeat(ulong choice)
    {
        if (delivered.Count > 0)
        {
            Core.Apply(delivered[(int)(choice % (ulong)delivered.Count)]);
        }
    }

    /// <summary>As the runner takes over: load all, apply what the node knows, order the rest again.</summary>
    public void Recover()
    {
        delivered.Clear();
        IsHeld = false;
        epoch++;
        Core = new Reconciler(Nodes(), epoch, (job, group, index) =>
            $"{job.Spec.Tasks[group].Concurrency!.Key}-{index % 2}");
        Store.NextAttempt += 1_000;
        Core.NextAttempt = Store.NextAttempt;
        Core.Begin(Now);
        var (waiting, reports) = Node.Greet(epoch);
        foreach (var (id, _) in Store.Jobs.Where(job => job.Value.Ended is null))
        {
            Adopt(id);
        }

        reports.ForEach(Core.Apply);
        var known = reports.Select(report => report.Attempt).Concat(waiting).ToHashSet();
        foreach (var attempt in Core.Attempts.Values.ToArray())
        {
            if (!known.Contains(attempt.Id))
            {
                Core.Reorder(attempt);
            }

            if (attempt.Stop != StopReason.None)
            {
                Core.RepeatStop(attempt);
            }
        }

        Sanity.CheckMemory(this);
    }

    /// <summary>The node starts all it may start.</summary>
    public World Spawn()
    {
        Array.ForEach(Node.Of(KeptState.Queued), kept => Node.Spawn(kept, Now));
        return this;
    }

    /// <summary>Everything that runs ends with this code.</summary>
    public World End(int exitCode = 0)
    {
        Array.ForEach(Node.Of(KeptState.Running), kept => End(kept, exitCode));
        return this;
    }

    public void End(Kept kept, int exitCode = 0) => Node.End(kept, kept.IsStopping
        ? new ExitReport { Ended = Now, Signal = 15 }
        : new ExitReport { Ended = Now, ExitCode = exitCode, OutOfMemory = exitCode == 137 });

    /// <summary>Goes on fairly until all jobs have ended.</summary>
    public void Drain(Func<int> exitCode, int turnsMax = 3_000)
    {
        Hold(false);
        foreach (var node in standings.Keys)
        {
            Stand(node, NodeStanding.Open);
        }

        foreach (var job in Core.Jobs.Values.ToArray())
        {
            Do(new JobCommand.Resume { Job = job.Id });
            Do(new JobCommand.Seal { Job = job.Id });
            foreach (var group in job.Groups)
            {
                Do(new JobCommand.Release { Job = job.Id, Group = group.Ordinal, Tasks = group.Held });
            }
        }

        for (var turn = 0; Core.Jobs.Count > 0 || Node.Outbox.Count > 0; turn++)
        {
            Assert.True(turn < turnsMax, "the jobs do not end");
            Turn();
            Spawn();
            Array.ForEach(Node.Of(KeptState.Running), kept => End(kept, exitCode()));
            if (Node.Outbox.Count == 0 && Core.Jobs.Count > 0)
            {
                var due = Store.Inbox.Count > 0 ? Now : Core.NextDue < Core.NextMoment ? Core.NextDue : Core.NextMoment;
                Assert.True(due != Instant.Never, "nothing runs, nothing is due, and jobs are open: "
                    + string.Join("; ", Core.Jobs.Values.Select(Sanity.Describe)));
                Now = due > Now ? due : Now;
            }
        }
    }

    /// <summary>A node takes work, or none.</summary>
    public void Stand(NodeId node, NodeStanding standing)
    {
        standings[node] = standing;
        Core.Stand(node, standing, Now);
    }

    /// <summary>The next runner does not know of a node.</summary>
    public void Forget(NodeId node) => Forgotten.Add(node);

    /// <summary>Nodes that it does not know: what runs there is more than they are known to have.</summary>
    public HashSet<NodeId> Forgotten { get; } = [];

    private CellNodes Nodes()
    {
        var nodes = new CellNodes(new NodeLedger(capacity), new NodeTraits("n1") { Zone = "a" });
        foreach (var (at, (has, traits)) in others.Index().Where(one => !Forgotten.Contains(new NodeId(one.Index + 2))))
        {
            nodes.Add(new CellNode(new NodeLedger(has, new NodeId(at + 2)), traits));
        }

        foreach (var (node, standing) in standings)
        {
            nodes.Set(nodes.Require(node), standing);
        }

        return nodes;
    }

    private void Adopt(JobId id)
    {
        var (job, pending, live) = Store.Load(id);
        Core.Adopt(tamper.Adopt(job), pending, live);
    }
}

/// <summary>Places where a runner dies.</summary>
internal enum Crash
{
    None,
    BeforeCommit,
    AfterCommit,
    AfterEffects,
}

/// <summary>The boundary where bugs are planted; this one plants none.</summary>
internal class Tamper
{
    public virtual ActiveJob Adopt(ActiveJob job) => job;

    public virtual void Apply(Reconciler core, NodeEvent report) => core.Apply(report);

    public virtual void AfterDispatch(Reconciler core)
    {
    }
}
