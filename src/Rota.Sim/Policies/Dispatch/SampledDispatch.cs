using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Model;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>two-choices</c> and <c>per-task</c>: for each task a few nodes are asked, and the least loaded gets it.
/// </summary>
internal struct SampledDispatch : IDispatch
{
    private int probes;
    private int[] samples;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        var asked = (int)Math.Ceiling(world.Settings.D);
        probes = world.Settings.WithReplacement ? asked : Math.Min(asked, world.Nodes.Length);
        samples = new int[probes * world.Settings.Dispatchers];
        for (var dispatcher = 0; dispatcher < world.Settings.Dispatchers; dispatcher++)
        {
            Draw(world, dispatcher);
        }
    }

    public readonly void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        world.Messages += 2L * probes * world.Jobs[job].Tasks;
        if (world.IsInstant)
        {
            Choose(world, job);
        }
        else
        {
            // All probes of a job arrive at one moment, so one event stands for them; the choice is sent after their
            // answer.
            world.Send(World<TSchedule>.OneWay, EventKind.Look, 0, job, 0);
        }
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule
    {
        if (message.Kind == EventKind.Look)
        {
            Choose(world, message.Job);
        }
        else
        {
            world.Accept(message.Node, message.Job, message.Detail);
        }
    }

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule { }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule { }

    private readonly void Choose<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, dispatcher) = (world.Jobs[job].Tasks, world.Jobs[job].Dispatcher);
        var sample = samples.AsSpan(dispatcher * probes, probes);
        for (var task = 0; task < tasks; task++)
        {
            world.Place(World<TSchedule>.ThereAndBack, LeastLoaded.Of(world.Loads, sample), job, task);
            Draw(world, dispatcher);
        }
    }

    /// <summary>
    /// Draws the nodes that a dispatcher asks next, so early that what they say is in the cache by then.
    /// </summary>
    private readonly void Draw<TSchedule>(World<TSchedule> world, int dispatcher)
        where TSchedule : struct, ISchedule
    {
        var sample = samples.AsSpan(dispatcher * probes, probes);
        if (world.Settings.WithReplacement)
        {
            Sampling.WithReplacement(ref world.Choice(dispatcher), world.Nodes.Length, sample);
        }
        else
        {
            Sampling.Distinct(ref world.Choice(dispatcher), world.Nodes.Length, sample);
        }

        foreach (var node in sample)
        {
            Foresight.Fetch(ref world.Nodes[node]);
        }
    }
}
