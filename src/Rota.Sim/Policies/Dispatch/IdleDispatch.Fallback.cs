using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>What becomes of tasks when the stock is empty.</summary>
internal partial struct IdleDispatch<TAsked>
{
    private void FallBack<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, launched) = (world.Jobs[job].Tasks, world.Jobs[job].Launched);
        if (launched == tasks)
        {
            return;
        }

        if (world.Settings.Fallback == FallbackRule.Random)
        {
            world.Jobs[job].Launched = tasks;
            Scatter(world, job, launched, tasks);
            return;
        }

        var probes = Reservations.Probes(tasks - launched, world.Settings.D, world.Nodes.Length);
        sample = sample.Length < probes ? new int[probes * 2] : sample;
        var asked = sample.AsSpan(0, probes);
        LateDispatch.Reserve(world, job, asked);
        if (world.Settings.Fallback == FallbackRule.Both && world.Jobs[job].Launched < tasks)
        {
            TryUnplaced(world, world.Jobs[job].Dispatcher, out _);
            world.Jobs[job].References++;
            unplaced[world.Jobs[job].Dispatcher].Add(job);
        }

        for (var place = 0; world.IsInstant && place < asked.Length; place++)
        {
            Offer(world, asked[place]);
        }
    }

    private void Scatter<TSchedule>(World<TSchedule> world, int job, int task, int tasks)
        where TSchedule : struct, ISchedule
    {
        var dispatcher = world.Jobs[job].Dispatcher;
        for (; task < tasks; task++)
        {
            var node = (int)world.Choice(dispatcher).NextBelow(world.Nodes.Length);
            world.Place(World<TSchedule>.OneWay, node, job, task);
            if (world.IsInstant)
            {
                Offer(world, node);
            }
        }
    }
}
