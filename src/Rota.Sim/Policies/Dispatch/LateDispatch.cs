using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>reserve-one</c> and <c>batch-late</c>: reservations wait at nodes, and the first to be free gets a task.
/// </summary>
internal struct LateDispatch : IDispatch
{
    private int[] sample;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule => sample = new int[64];

    public void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var probes = Reservations.Probes(world.Jobs[job].Tasks, world.Settings.D, world.Nodes.Length);
        sample = sample.Length < probes ? new int[probes * 2] : sample;
        Reserve(world, job, sample.AsSpan(0, probes));
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule => world.Bind(message);

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule { }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule { }

    /// <summary>Leaves reservations for a job at a sample of nodes.</summary>
    public static void Reserve<TSchedule>(World<TSchedule> world, int job, Span<int> sample)
        where TSchedule : struct, ISchedule
    {
        Sampling.Distinct(ref world.Choice(world.Jobs[job].Dispatcher), world.Nodes.Length, sample);
        world.Jobs[job].References += sample.Length;
        world.Messages += sample.Length;
        foreach (var node in sample)
        {
            if (world.IsInstant)
            {
                world.Reserve(node, job);
            }
            else
            {
                world.Send(World<TSchedule>.OneWay, EventKind.Reservation, node, job, 0);
            }
        }
    }
}
