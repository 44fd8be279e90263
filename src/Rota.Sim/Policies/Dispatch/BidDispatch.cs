using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>bid</c>: a dispatcher asks every node, and the best offers win. One gather serves all tasks that came since
/// the last
/// one began; while it is under way, new ones wait for the next.
/// </summary>
internal struct BidDispatch : IDispatch
{
    private LoadClasses classes;
    private JobQueue[] waiting;
    private bool[] isGathering;
    private List<int> taken;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        classes = new LoadClasses(world.Nodes.Length, world.Slots);
        waiting = [.. Enumerable.Range(0, world.Settings.Dispatchers).Select(_ => new JobQueue(world.Jobs))];
        isGathering = new bool[waiting.Length];
        taken = [];
        for (var node = 0; node < world.Nodes.Length; node++)
        {
            classes.Set(node, 0);
        }
    }

    public void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var dispatcher = world.Jobs[job].Dispatcher;
        waiting[dispatcher].Add(job);
        if (world.IsInstant)
        {
            world.Messages += 2L * world.Nodes.Length;
            Award(world, dispatcher);
        }
        else if (!isGathering[dispatcher])
        {
            Gather(world, dispatcher);
        }
    }

    public void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule
    {
        switch (message.Kind)
        {
            case EventKind.Look:
                Award(world, message.Detail);
                world.Send(World<TSchedule>.OneWay, EventKind.Answer, 0, 0, message.Detail);
                break;
            case EventKind.Answer:
                isGathering[message.Detail] = false;
                if (!waiting[message.Detail].IsEmpty)
                {
                    Gather(world, message.Detail);
                }

                break;
            default:
                world.Accept(message.Node, message.Job, message.Detail);
                Learn(world, message.Node);
                break;
        }
    }

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule => Learn(world, node);

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule => Learn(world, node);

    private readonly void Gather<TSchedule>(World<TSchedule> world, int dispatcher)
        where TSchedule : struct, ISchedule
    {
        isGathering[dispatcher] = true;
        world.Messages += 2L * world.Nodes.Length;
        world.Send(World<TSchedule>.OneWay, EventKind.Look, 0, 0, dispatcher);
    }

    private readonly void Learn<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule
    {
        if (world.Nodes[node].IsAway)
        {
            classes.Remove(node);
        }
        else
        {
            classes.Set(node, world.Nodes[node].Load);
        }
    }

    /// <summary>Each task to the best offer; an offer that won is one slot worse for the tasks after it.</summary>
    private readonly void Award<TSchedule>(World<TSchedule> world, int dispatcher)
        where TSchedule : struct, ISchedule
    {
        while (waiting[dispatcher].TryNext(out var job, out var task))
        {
            if (classes.Best<Bid>(ref world.Choice(dispatcher)) is not { } node)
            {
                // Every node is away: any will do, the task waits there.
                node = (int)world.Choice(dispatcher).NextBelow(world.Nodes.Length);
            }

            world.Place(World<TSchedule>.ThereAndBack, node, job, task);
            if (world.IsInstant)
            {
                Learn(world, node);
            }
            else if (classes.Contains(node))
            {
                classes.Set(node, classes[node] + 1);
                taken.Add(node);
            }
        }

        // The tasks are not there yet: until they are, the nodes say what is true.
        foreach (var node in taken)
        {
            Learn(world, node);
        }

        taken.Clear();
    }
}
