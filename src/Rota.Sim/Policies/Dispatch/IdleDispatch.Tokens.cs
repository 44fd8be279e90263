using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>The way of a token from its node to a stock and back.</summary>
internal partial struct IdleDispatch<TAsked>
{
    /// <summary>A node sees to it that as many tokens are out as it has free slots.</summary>
    private void Offer<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule
    {
        ref var place = ref world.Nodes[node];
        var (first, slots) = (node * world.Slots, world.Slots);
        var free = place.IsAway || place.Queued > 0 ? 0 : slots - place.Busy;
        var missing = free - tokens.CountOut(first, slots);
        for (; missing > 0 && tokens.TryHome(first, slots, out var token); missing--)
        {
            tokens.GiveOut(token);
            Seek(world, token);
        }

        for (; missing < 0 && !world.Settings.KeepTokens && tokens.TryOut(first, slots, out var token); missing++)
        {
            world.Messages++;
            tokens.CallBack(token);
            if (!world.IsInstant)
            {
                world.Send(World<TSchedule>.OneWay, EventKind.Withdraw, token, 0, 0);
            }
            else if (stocks.Withdraw(token))
            {
                tokens.Return(token);
            }
        }
    }

    /// <summary>
    /// A token goes to the shorter stock. Dispatchers put the length of their stock on every message that they send, so
    /// a node knows lengths without asking; that what it knows may be a little old is not simulated.
    /// </summary>
    private void Seek<TSchedule>(World<TSchedule> world, int token)
        where TSchedule : struct, ISchedule
    {
        world.Messages++;
        var stock = stocks.Choose(ref chance, TAsked.Count);
        if (world.IsInstant)
        {
            Join(world, token, stock);
        }
        else
        {
            world.Send(World<TSchedule>.OneWay, EventKind.Join, token, 0, stock);
        }
    }

    private void Join<TSchedule>(World<TSchedule> world, int token, int stock)
        where TSchedule : struct, ISchedule
    {
        if (tokens.IsCalledBack(token))
        {
            tokens.Return(token);
            Offer(world, world.Servers[token].Node);
        }
        else if (TryUnplaced(world, stock, out var job))
        {
            Deliver(world, token, job, world.Jobs[job].Launched++);
        }
        else
        {
            stocks.Join(stock, token);
        }
    }

    /// <summary>A job of a dispatcher whose reservations no node has answered yet: a token is as good.</summary>
    private readonly bool TryUnplaced<TSchedule>(World<TSchedule> world, int dispatcher, out int job)
        where TSchedule : struct, ISchedule
    {
        ref var queue = ref unplaced[dispatcher];
        while (!queue.IsEmpty)
        {
            job = queue.First;
            if (world.Jobs[job].Launched < world.Jobs[job].Tasks)
            {
                return true;
            }

            queue.Take();
            world.Jobs[job].References--;
            world.Jobs.Release(job);
        }

        job = 0;
        return false;
    }

    private void Withdraw<TSchedule>(World<TSchedule> world, int token)
        where TSchedule : struct, ISchedule
    {
        // Not in a stock: it is still on its way there, or was taken. Then it comes home by itself.
        if (tokens.IsCalledBack(token) && stocks.Withdraw(token))
        {
            tokens.Return(token);
            Offer(world, world.Servers[token].Node);
        }
    }
}
