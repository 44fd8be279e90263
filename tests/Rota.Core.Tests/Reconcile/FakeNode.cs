using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Plays the keepers of all nodes: orders in, reports out, successors take places by ready queue. Time passes where the test says so.</summary>
internal sealed class FakeNode
{
    private readonly SortedDictionary<long, Kept> attempts = [];
    private readonly Dictionary<(long Epoch, int ReadyQueue), LinkedList<Kept>> readyQueues = [];
    private readonly HashSet<long> spawned = [];
    private long epoch;

    /// <summary>Reports that no runner has taken.</summary>
    public Queue<NodeEvent> Outbox { get; } = new();

    public IEnumerable<Kept> Known => attempts.Values;

    public Kept[] Of(KeptState state) => [.. attempts.Values.Where(attempt => attempt.State == state)];

    /// <summary>A runner introduces itself: what waits in ready queues of earlier ones is taken back.</summary>
    public (HashSet<AttemptId> Waiting, List<NodeEvent> Reports) Greet(long newEpoch)
    {
        Outbox.Clear();
        foreach (var waiting in readyQueues.Values.SelectMany(readyQueue => readyQueue).ToArray())
        {
            TakeBack(waiting);
        }

        readyQueues.Clear();
        epoch = newEpoch;
        var unstarted = Known.Where(kept => kept.State is KeptState.Waiting or KeptState.Queued);
        var reports = Outbox.Concat(Known.Select(Report).OfType<NodeEvent>()).OrderBy(report => report.Attempt.Value).ToList();
        Outbox.Clear();
        return ([.. unstarted.Select(kept => kept.Attempt.Id)], reports);
    }

    public void Order(Effect effect)
    {
        var known = attempts.GetValueOrDefault(effect.Attempt.Id.Value);
        switch (effect.Kind)
        {
            case EffectKind.Launch or EffectKind.LaunchInPlace:
                Launch(effect.Attempt, known, effect.Kind == EffectKind.LaunchInPlace);
                break;
            case EffectKind.Promote when known is { State: KeptState.Waiting }:
                readyQueues[known.ReadyQueue].Remove(known);
                known.State = KeptState.Queued;
                break;
            case EffectKind.Withdraw or EffectKind.Stop when known is { State: KeptState.Waiting or KeptState.Queued }:
                TakeBack(known);
                break;
            case EffectKind.Stop when known is { State: KeptState.Running }:
                known.IsStopping = true;
                break;
        }
    }

    public void Spawn(Kept kept, Instant now)
    {
        Assert.True(spawned.Add(kept.Attempt.Id.Value), $"attempt {kept.Attempt.Id} was started twice");
        kept.State = KeptState.Running;
        kept.Started = now;
        Outbox.Enqueue(Report(kept)!);
    }

    public void End(Kept kept, ExitReport report)
    {
        kept.State = KeptState.Over;
        kept.Exit = report with { Started = kept.Started };
        if (readyQueues.GetValueOrDefault(kept.ReadyQueue)?.First is { } first)
        {
            var next = first.Value;
            if (next.Attempt.Job.Spec.MaxFailures is null || report is { ExitCode: 0, MissingOutput: null })
            {
                first.List!.RemoveFirst();
                kept.Successor = next.Attempt.Id;
                next.State = KeptState.Queued;
            }
        }

        Outbox.Enqueue(Report(kept)!);
    }

    public void Lose(Kept kept)
    {
        kept.State = KeptState.Over;
        kept.IsLost = true;
        Outbox.Enqueue(Report(kept)!);
    }

    /// <summary>The keeper is replaced: what it had not begun to start is nowhere written down.</summary>
    public void Restart()
    {
        readyQueues.Clear();
        foreach (var kept in attempts.Values.Where(kept => kept.State is KeptState.Waiting or KeptState.Queued).ToArray())
        {
            attempts.Remove(kept.Attempt.Id.Value);
        }
    }

    public void Acknowledge(AttemptId id)
    {
        if (attempts.GetValueOrDefault(id.Value) is { State: KeptState.Over })
        {
            attempts.Remove(id.Value);
        }
    }

    private void Launch(Attempt attempt, Kept? known, bool inPlace)
    {
        if (known is not null)
        {
            if (Report(known) is { } report)
            {
                Outbox.Enqueue(report);
            }

            return;
        }

        var kept = new Kept(attempt, (epoch, attempt.Shape.Id)) { State = inPlace ? KeptState.Waiting : KeptState.Queued };
        attempts.Add(attempt.Id.Value, kept);
        if (inPlace)
        {
            readyQueues.TryAdd(kept.ReadyQueue, []);
            readyQueues[kept.ReadyQueue].AddLast(kept);
        }
    }

    private void TakeBack(Kept kept)
    {
        readyQueues.GetValueOrDefault(kept.ReadyQueue)?.Remove(kept);
        attempts.Remove(kept.Attempt.Id.Value);
        Outbox.Enqueue(new NodeEvent.Withdrawn { Attempt = kept.Attempt.Id, Node = kept.Attempt.Node });
    }

    private static NodeEvent? Report(Kept kept) => kept switch
    {
        { State: KeptState.Over, IsLost: true } => new NodeEvent.Lost { Attempt = kept.Attempt.Id, Node = kept.Attempt.Node, Reason = "lost" },
        { State: KeptState.Over } => new NodeEvent.Ended
        {
            Attempt = kept.Attempt.Id, Node = kept.Attempt.Node, Report = kept.Exit!, Successor = kept.Successor,
        },
        { State: KeptState.Running } => new NodeEvent.Started { Attempt = kept.Attempt.Id, Node = kept.Attempt.Node, Pid = 1, At = kept.Started },
        _ => null,
    };
}

/// <summary>What the node knows of an attempt.</summary>
internal sealed class Kept(Attempt attempt, (long Epoch, int ReadyQueue) readyQueue)
{
    public Attempt Attempt { get; } = attempt;

    public (long Epoch, int ReadyQueue) ReadyQueue { get; } = readyQueue;

    public KeptState State { get; set; }

    public Instant Started { get; set; }

    public bool IsStopping { get; set; }

    public bool IsLost { get; set; }

    public ExitReport? Exit { get; set; }

    public AttemptId Successor { get; set; }
}

internal enum KeptState
{
    Waiting,
    Queued,
    Running,
    Over,
}
