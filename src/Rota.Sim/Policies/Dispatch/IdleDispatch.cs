using Rota.Core.Model;
using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Chance;
using Rota.Sim.Policies.Model;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>idle</c> and <c>idle-random</c>: nodes leave a token for each free slot in a dispatcher's stock, and a task goes
/// where a token is from. An empty stock falls back as <see cref="FallbackRule"/> says.
/// </summary>
internal partial struct IdleDispatch<TAsked> : IDispatch
    where TAsked : struct, IStocksAsked
{
    private IdleStocks stocks;
    private Tokens tokens;
    private Prng chance;
    private int[] sample;
    private JobQueue[] unplaced;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        sample = new int[64];
        unplaced = [.. Enumerable.Range(0, world.Settings.Dispatchers).Select(_ => new JobQueue(world.Jobs))];
        stocks = new IdleStocks(world.Servers.Length, world.Settings.Dispatchers);
        tokens = new Tokens(world.Servers.Length);
        chance = Streams.Of(Streams.Seed(world.Settings.Seed, Purpose.Node), 0);
        for (var token = 0; token < world.Servers.Length; token++)
        {
            tokens.GiveOut(token);
            stocks.Join(stocks.Choose(ref chance, TAsked.Count), token);
        }
    }

    public void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, dispatcher) = (world.Jobs[job].Tasks, world.Jobs[job].Dispatcher);
        while (world.Jobs[job].Launched < tasks && stocks.TryTake(dispatcher, out var token))
        {
            Deliver(world, token, job, world.Jobs[job].Launched++);
            if (tasks == 1)
            {
                return;
            }
        }

        FallBack(world, job);
    }

    public void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule
    {
        switch (message.Kind)
        {
            case EventKind.TokenTask:
                Take(world, message.Node, message.Job, message.Detail);
                break;
            case EventKind.Task:
                world.Accept(message.Node, message.Job, message.Detail);
                Offer(world, message.Node);
                break;
            case EventKind.Join:
                Join(world, message.Node, message.Detail);
                break;
            case EventKind.Withdraw:
                Withdraw(world, message.Node);
                break;
            default:
                world.Bind(message);
                if (message.Kind is EventKind.Reservation or EventKind.NothingLeft)
                {
                    Offer(world, message.Node);
                }

                break;
        }
    }

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule { }

    public void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule => Offer(world, node);

    public void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule => Offer(world, node);

    private void Deliver<TSchedule>(World<TSchedule> world, int token, int job, int task)
        where TSchedule : struct, ISchedule
    {
        world.Messages++;
        if (stocks.TryPeek(world.Jobs[job].Dispatcher, out var next))
        {
            Foresight.Fetch(ref world.Servers[next]);
            Foresight.Fetch(ref world.Nodes[next / world.Slots]);
        }

        if (world.IsInstant)
        {
            Take(world, token, job, task);
        }
        else
        {
            world.Send(World<TSchedule>.OneWay, EventKind.TokenTask, token, job, task);
        }
    }

    private void Take<TSchedule>(World<TSchedule> world, int token, int job, int task)
        where TSchedule : struct, ISchedule
    {
        var node = world.Servers[token].Node;
        tokens.Return(token);
        world.Accept(node, job, task);
        Offer(world, node);
    }
}
