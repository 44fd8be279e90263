using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Loads;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>No more processes of a queue, or of a concurrency key, live than its limit says.</summary>
internal sealed class LimitsAreKept : WorldInvariant
{
    private readonly Dictionary<(string Name, int Limit), List<SimProcess>> live = [];

    /// <summary>The queue that counts an attempt: people move jobs.</summary>
    private readonly Dictionary<long, string> queues = [];

    public override string Name => "anytime_limits_are_kept";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts)
        {
            queues.TryAdd(attempt.Id.Value, attempt.Shape.Queue);
        }
    }

    public override void Spawned(SimProcess process, TaskRun run)
    {
        if (!Book.Counts(process) || !Book.Jobs.TryGetValue(run.Job, out var job))
        {
            return;
        }

        if (queues.GetValueOrDefault(run.Attempt) == SimJobs.Queue)
        {
            Count(("queue " + SimJobs.Queue, SimJobs.QueueLimit), process);
        }

        if (job.Tasks.First(task => task.Id == run.Entry).Concurrency is { } concurrency)
        {
            Count(("key " + concurrency.Key, concurrency.Limit), process);
        }
    }

    private void Count((string Name, int Limit) limit, SimProcess process)
    {
        if (!live.TryGetValue(limit, out var processes))
        {
            live[limit] = processes = [];
        }

        processes.RemoveAll(other => !Book.Counts(other));
        processes.Add(process);
        if (processes.Count > limit.Limit)
        {
            Broken($"{processes.Count} processes of {limit.Name} live, and its limit is {limit.Limit}");
        }
    }
}

/// <summary>An instant of a schedule makes one job.</summary>
internal sealed class InstantsFireOnce : WorldInvariant
{
    public override string Name => "finally_instants_fire_once";

    public override void AtTheEnd()
    {
        using var queries = Book.Cell.Home.Store.Read();
        var made = queries.Jobs(int.MaxValue).Count(job => job.Name == "scheduled");
        var fired = queries
            .Schedules.All()
            .SelectMany(schedule => queries.Schedules.Fires(schedule.Id))
            .Select(fire => fire.Job)
            .OfType<JobId>()
            .ToArray();
        if (made != fired.Length || made != fired.Distinct().Count())
        {
            Broken($"{fired.Length} instants fired, and made {made} jobs");
        }
    }
}
