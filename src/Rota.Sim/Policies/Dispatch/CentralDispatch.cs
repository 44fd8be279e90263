using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>central</c>: one scheduler that knows every free slot at once. A task goes to any of them, or waits in one queue.
/// Nothing that is distributed can be better; it is what others are measured by.
/// </summary>
internal struct CentralDispatch : IDispatch
{
    private NodeSet open;
    private int[] free;
    private JobQueue waiting;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        open = new NodeSet(world.Nodes.Length);
        free = new int[world.Nodes.Length];
        waiting = new JobQueue(world.Jobs);
        for (var node = 0; node < free.Length; node++)
        {
            free[node] = world.Slots;
            open.Add(node);
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

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule { }

    public void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule
    {
        if (++free[node] == 1)
        {
            open.Add(node);
        }

        Serve(world);
    }

    public void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule
    {
        if (isAway)
        {
            open.Remove(node);
        }
        else if (free[node] > 0)
        {
            open.Add(node);
            Serve(world);
        }
    }

    private void Serve<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        while (open.Count > 0 && waiting.TryNext(out var job, out var task))
        {
            var node = open.Any(ref world.Choice(0));
            if (--free[node] == 0)
            {
                open.Remove(node);
            }

            world.Place(World<TSchedule>.OneWay, node, job, task);
        }
    }
}
