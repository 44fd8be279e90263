using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>shared-state</c>: each scheduler plans one job at a time on a picture of all nodes that is as old as the planning
/// takes, then claims. What conflicts is planned anew.
/// </summary>
internal struct SharedDispatch : IDispatch
{
    private const int TriesMax = 16;
    private NodeSet open;
    private int[] free;
    private uint[] claims;
    private JobQueue[] waiting;
    private Plan[] plans;
    private Queue<int> starved;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        var schedulers = Enumerable.Range(0, world.Settings.Dispatchers);
        (open, starved) = (new NodeSet(world.Nodes.Length), new Queue<int>());
        (free, claims) = (new int[world.Nodes.Length], new uint[world.Nodes.Length]);
        waiting = [.. schedulers.Select(_ => new JobQueue(world.Jobs))];
        plans = [.. schedulers.Select(_ => new Plan())];
        for (var node = 0; node < free.Length; node++)
        {
            free[node] = world.Slots;
            open.Add(node);
        }
    }

    public readonly void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var scheduler = world.Jobs[job].Dispatcher;
        var isBusy = !waiting[scheduler].IsEmpty;
        waiting[scheduler].Add(job);
        if (!isBusy)
        {
            Begin(world, scheduler);
        }
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule
    {
        if (message.Kind == EventKind.Planned)
        {
            Commit(world, message.Detail);
        }
        else
        {
            world.Accept(message.Node, message.Job, message.Detail);
        }
    }

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule
    {
        if (++free[node] == 1 && !world.Nodes[node].IsAway)
        {
            open.Add(node);
        }

        if (starved.TryDequeue(out var scheduler))
        {
            Begin(world, scheduler);
        }
    }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule
    {
        if (isAway)
        {
            open.Remove(node);
        }
        else if (free[node] > 0)
        {
            open.Add(node);
        }
    }

    /// <summary>
    /// Plans the first job of a scheduler. The plan is a function of the picture, so it is made when the picture is
    /// taken, and only its claims wait.
    /// </summary>
    private readonly void Begin<TSchedule>(World<TSchedule> world, int scheduler)
        where TSchedule : struct, ISchedule
    {
        ref var job = ref world.Jobs[waiting[scheduler].First];
        var left = job.Tasks - job.Launched;
        var plan = plans[scheduler];
        plan.Clear();
        for (var tries = 0; plan.Count < left && tries < TriesMax && open.Count > 0; )
        {
            var node = open.Any(ref world.Choice(scheduler));
            var isTaken = plan.Uses(node) >= free[node];
            tries = isTaken ? tries + 1 : 0;
            if (!isTaken)
            {
                plan.Add(node, claims[node]);
            }
        }

        if (plan.Count == 0 || (plan.Count < left && world.Settings.Commit == CommitRule.AllOrNothing))
        {
            starved.Enqueue(scheduler);
            return;
        }

        world.Messages++;
        world.Send(World<TSchedule>.Decision, EventKind.Planned, 0, 0, scheduler);
    }

    private readonly void Commit<TSchedule>(World<TSchedule> world, int scheduler)
        where TSchedule : struct, ISchedule
    {
        var plan = plans[scheduler];
        var place = waiting[scheduler].First;
        var conflicts = plan.Judge(world.Settings.Conflict, claims, free);
        var carried = SharedState.Carried(world.Settings.Commit, plan.Count, conflicts);
        world.Claims.Attempts++;
        world.Claims.Conflicts += conflicts > 0 ? 1 : 0;
        world.Messages++;
        for (var claim = 0; claim < plan.Count && carried > 0; claim++)
        {
            if (!plan.IsConflict(claim))
            {
                Take(plan.Node(claim));
                world.Place(World<TSchedule>.OneWay, plan.Node(claim), place, world.Jobs[place].Launched++);
            }
        }

        if (world.Jobs[place].Launched == world.Jobs[place].Tasks)
        {
            waiting[scheduler].Take();
        }

        if (!waiting[scheduler].IsEmpty)
        {
            Begin(world, scheduler);
        }
    }

    private readonly void Take(int node)
    {
        claims[node]++;
        if (--free[node] == 0)
        {
            open.Remove(node);
        }
    }
}
