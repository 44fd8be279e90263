using Rota.Core.Model;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Chance;
using Rota.Sim.Policies.Dispatch;
using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Pending;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Policies;

/// <summary>The loop of one run: takes the next event, and lets the strategy act on it.</summary>
internal sealed class Simulation<TDispatch, TSchedule>
    where TDispatch : struct, IDispatch
    where TSchedule : struct, ISchedule
{
    private readonly World<TSchedule> world;
    private readonly Workload workload;
    private readonly RunLength length;
    private readonly PolicySettings settings;
    private readonly ulong dispatcherSeed;
    private TDispatch dispatch;
    private Prng failures;
    private Digest digest;
    private long arrived;
    private long ended;

    /// <summary>Makes a run that has not begun.</summary>
    public Simulation(PolicySettings settings)
    {
        this.settings = settings;
        var speed = Enumerable.Range(0, settings.Nodes).Sum(node => settings.Speeds[node % settings.Speeds.Length]);
        workload = new Workload(settings, speed * settings.Slots);
        length = new RunLength(settings, workload.TasksPerJob);
        world = new World<TSchedule>(settings, workload, length.Warmup);
        dispatcherSeed = Streams.Seed(settings.Seed, Purpose.Dispatcher);
        digest = new Digest(settings.Seed);
        dispatch = new TDispatch();
        dispatch.Open(world);
        failures = Streams.Of(Streams.Seed(settings.Seed, Purpose.Failure), 0);
        world.Schedule.Arrive(workload.NextGap());
        for (var node = 0; settings.FailureEvery > 0 && node < settings.Nodes; node++)
        {
            Plan(EventKind.Fails, node, settings.FailureEvery);
        }
    }

    /// <summary>Events so far.</summary>
    public long Events { get; private set; }

    /// <summary>What has been done of what must be done, at most 1.</summary>
    public double Progress => (double)arrived / length.Jobs;

    /// <summary>Carries on for so many events.</summary>
    /// <returns>Whether there is more to do.</returns>
    public bool Step(int events)
    {
        for (var step = 0; step < events; step++)
        {
            if ((ended == arrived && arrived == length.Jobs) || !world.Schedule.TryNext(out var next))
            {
                Events += step;
                return false;
            }

            world.Now = next.Time;
            digest.Add(next.Time, (int)next.Kind, next.Node);
            switch (next.Kind)
            {
                case EventKind.Ended:
                    End(next.Node);
                    break;
                case EventKind.Arrival:
                    Arrive();
                    break;
                case EventKind.Fails:
                case EventKind.Repaired:
                    Change(next);
                    break;
                default:
                    dispatch.Receive(world, next);
                    break;
            }
        }

        Events += events;
        return true;
    }

    /// <summary>What was measured.</summary>
    public Measured Result =>
        new()
        {
            Responses = world.Responses,
            Waits = world.Waits,
            Messages = world.Messages,
            Tasks = world.Tasks,
            Claims = world.Claims,
            Events = Events,
            Digest = digest.Value,
        };

    private void Arrive()
    {
        var to = Prng.Mix(dispatcherSeed + (ulong)arrived) % (ulong)settings.Dispatchers;
        dispatch.Arrive(world, world.Open(arrived++, settings.Dispatchers == 1 ? 0 : (int)to));
        if (arrived < length.Jobs || length.MayExtend(world.Responses.Means))
        {
            world.Schedule.Arrive(world.Now + workload.NextGap());
        }
    }

    private void End(int server)
    {
        ref var job = ref world.Jobs[world.Servers[server].Job];
        var (arrival, dispatcher) = (job.Arrival, job.Dispatcher);
        ended += job.Left == 1 ? 1 : 0;
        var node = world.Complete(server);
        world.Advance(node);
        dispatch.Ended(world, node, dispatcher, arrival);
        if (world.Nodes[node].Busy < world.Slots)
        {
            dispatch.Idle(world, node);
        }
    }

    private void Change(in Event change)
    {
        if (change.Kind == EventKind.Fails)
        {
            world.Fail(change.Node);
            dispatch.Change(world, change.Node, isAway: true);
            Plan(EventKind.Repaired, change.Node, settings.Repair);
            return;
        }

        world.Nodes[change.Node].IsAway = false;
        world.Advance(change.Node);
        dispatch.Change(world, change.Node, isAway: false);
        Plan(EventKind.Fails, change.Node, settings.FailureEvery);
    }

    private void Plan(EventKind kind, int node, double mean)
    {
        var wait = Ticks.From(Streams.Exponential(failures.Next()) * mean / settings.Mean);
        world.Schedule.At(world.Now + Math.Max(1, wait), new Event { Kind = kind, Node = node });
    }
}
