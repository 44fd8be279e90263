using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary><c>random</c>: each task to any node, and nobody is asked.</summary>
internal struct RandomDispatch : IDispatch
{
    public readonly void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule { }

    public readonly void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, dispatcher) = (world.Jobs[job].Tasks, world.Jobs[job].Dispatcher);
        for (var task = 0; task < tasks; task++)
        {
            var node = (int)world.Choice(dispatcher).NextBelow(world.Nodes.Length);
            world.Place(World<TSchedule>.OneWay, node, job, task);
        }
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule => world.Accept(message.Node, message.Job, message.Detail);

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule { }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule { }
}
