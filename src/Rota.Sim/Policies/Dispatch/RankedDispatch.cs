using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>best-fit</c> and <c>spread</c>: one scheduler that sees all nodes, and ranks those with a free slot. With
/// zones the
/// one with most room is chosen first.
/// </summary>
internal struct RankedDispatch<TRanker> : IDispatch
    where TRanker : struct, IRanker
{
    private LoadClasses[] zones;
    private Offer[] offers;
    private JobQueue waiting;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        zones =
        [
            .. Enumerable.Range(0, world.Settings.Zones).Select(_ => new LoadClasses(world.Nodes.Length, world.Slots)),
        ];
        offers = new Offer[zones.Length];
        waiting = new JobQueue(world.Jobs);
        for (var node = 0; node < world.Nodes.Length; node++)
        {
            Zone(node).Set(node, 0);
            ref var offer = ref offers[node % zones.Length];
            offer = offer with { Node = node % zones.Length, Free = offer.Free + world.Slots };
        }
    }

    public void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        waiting.Add(job);
        Serve(world);
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule => world.Accept(message.Node, message.Job, message.Detail);

    public void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule
    {
        Change(node, -1);
        Serve(world);
    }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule
    {
        ref var offer = ref offers[node % zones.Length];
        if (isAway)
        {
            offer = offer with { Free = offer.Free - world.Slots + Zone(node)[node] };
            Zone(node).Remove(node);
        }
        else
        {
            // What it ran when it failed it runs again; tasks that reached it meanwhile wait behind.
            var load = world.Nodes[node].Load;
            Zone(node).Set(node, load);
            offer = offer with { Free = offer.Free + world.Slots - load };
            Serve(world);
        }
    }

    private readonly LoadClasses Zone(int node) => zones[node % zones.Length];

    private readonly void Change(int node, int used)
    {
        if (Zone(node).Contains(node))
        {
            ref var offer = ref offers[node % zones.Length];
            offer = offer with { Free = offer.Free - used, Used = offer.Used + used };
            Zone(node).Set(node, Zone(node)[node] + used);
        }
    }

    private void Serve<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        while (
            !waiting.IsEmpty
            && Ranking.Best<Spread>(offers) is { } zone
            && zones[zone].Best<TRanker>(ref world.Choice(0)) is { } node
            && waiting.TryNext(out var job, out var task)
        )
        {
            Change(node, 1);
            world.Place(World<TSchedule>.OneWay, node, job, task);
        }
    }
}
