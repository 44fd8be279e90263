using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>batch</c>: nodes are asked for a whole job at once, and its tasks go to the least loaded of them.
/// </summary>
internal struct BatchDispatch : IDispatch
{
    private int[] sample;
    private int[] chosen;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule => (sample, chosen) = (new int[64], new int[64]);

    public void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        world.Messages += 2L * Reservations.Probes(world.Jobs[job].Tasks, world.Settings.D, world.Nodes.Length);
        if (world.IsInstant)
        {
            Choose(world, job);
        }
        else
        {
            world.Send(World<TSchedule>.OneWay, EventKind.Look, 0, job, 0);
        }
    }

    public void Receive<TSchedule>(World<TSchedule> world, in Event message)
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

    private void Choose<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, dispatcher) = (world.Jobs[job].Tasks, world.Jobs[job].Dispatcher);
        var probes = Reservations.Probes(tasks, world.Settings.D, world.Nodes.Length);
        if (sample.Length < probes)
        {
            (sample, chosen) = (new int[probes * 2], new int[probes * 2]);
        }

        var asked = sample.AsSpan(0, probes);
        var nodes = chosen.AsSpan(0, tasks);
        Sampling.Distinct(ref world.Choice(dispatcher), world.Nodes.Length, asked);
        LeastLoaded.Several(world.Loads, asked, nodes);
        for (var task = 0; task < tasks; task++)
        {
            world.Place(World<TSchedule>.ThereAndBack, nodes[task], job, task);
        }
    }
}
