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

    private void Seek<TSchedule>(World<TSchedule> world, int token)
        where TSchedule : struct, ISchedule
    {
        world.Messages += TAsked.Count == 1 ? 1 : (2 * TAsked.Count) + 1;
        if (world.IsInstant)
        {
            stocks.Join(stocks.Choose(ref chance, TAsked.Count), token);
        }
        else if (TAsked.Count == 1)
        {
            world.Send(World<TSchedule>.OneWay, EventKind.Join, token, 0, stocks.Choose(ref chance, 1));
        }
        else
        {
            world.Send(World<TSchedule>.OneWay, EventKind.Seek, token, 0, 0);
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
        else
        {
            stocks.Join(stock, token);
        }
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
