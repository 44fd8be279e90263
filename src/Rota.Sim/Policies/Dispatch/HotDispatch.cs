using Rota.Core.Model;
using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>hot-cold</c>: a dispatcher asks nobody. It sends to a node that answered it well, unless its own requests
/// there cost
/// more than to try another; what it knows it learns from the answers.
/// </summary>
internal struct HotDispatch : IDispatch
{
    private const double Tick = 1_000;
    private NodeHeat[][] heats;
    private NodeSet[] hot;
    private long[] means;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        var dispatchers = Enumerable.Range(0, world.Settings.Dispatchers);
        heats = [.. dispatchers.Select(_ => new NodeHeat[world.Nodes.Length])];
        hot = [.. dispatchers.Select(_ => new NodeSet(world.Nodes.Length))];
        means = new long[hot.Length];
    }

    public readonly void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, dispatcher) = (world.Jobs[job].Tasks, world.Jobs[job].Dispatcher);
        for (var task = 0; task < tasks; task++)
        {
            var node = Choose(ref world.Choice(dispatcher), dispatcher, world.Nodes.Length);
            ref var heat = ref heats[dispatcher][node];
            heat = heat.Sent();
            world.Place(World<TSchedule>.OneWay, node, job, task);
        }
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule
    {
        if (message.Kind == EventKind.Answer)
        {
            Learn(message.Detail, message.Node, message.Job);
        }
        else
        {
            world.Accept(message.Node, message.Job, message.Detail);
        }
    }

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule
    {
        // Millionths of a unit: in an event there is no room for more.
        var latency = (int)Math.Min(int.MaxValue, (world.Now - arrival) / Tick);
        world.Messages++;
        if (world.IsInstant)
        {
            Learn(dispatcher, node, latency);
        }
        else
        {
            world.Send(World<TSchedule>.OneWay, EventKind.Answer, node, latency, dispatcher);
        }
    }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule { }

    private readonly int Choose(ref Prng chance, int dispatcher, int nodes)
    {
        var cold = (int)chance.NextBelow(nodes);
        if (hot[dispatcher].Count == 0)
        {
            return cold;
        }

        var best = hot[dispatcher].Any(ref chance);
        var known = heats[dispatcher];
        return HotCold.PrefersCold(known[best], known[cold], means[dispatcher]) ? cold : best;
    }

    private readonly void Learn(int dispatcher, int node, long latency)
    {
        ref var heat = ref heats[dispatcher][node];
        ref var mean = ref means[dispatcher];
        heat = heat.Answered(latency);
        mean += (latency - mean) / 32;
        if (heat.Latency <= mean)
        {
            hot[dispatcher].Add(node);
        }
        else
        {
            hot[dispatcher].Remove(node);
        }
    }
}
