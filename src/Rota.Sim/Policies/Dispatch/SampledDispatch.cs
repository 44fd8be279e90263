using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// <c>two-choices</c> and <c>per-task</c>: for each task a few nodes are asked, and the least loaded gets it.
/// </summary>
internal struct SampledDispatch : IDispatch
{
    private int probes;
    private int[] sample;

    public void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule
    {
        var asked = (int)Math.Ceiling(world.Settings.D);
        probes = world.Settings.WithReplacement ? asked : Math.Min(asked, world.Nodes.Length);
        sample = new int[probes];
    }

    public readonly void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        world.Messages += 2L * probes * world.Jobs[job].Tasks;
        if (world.IsInstant)
        {
            Choose(world, job);
        }
        else
        {
            // All probes of a job arrive at one moment, so one event stands for them; the choice is sent after their
            // answer.
            world.Send(World<TSchedule>.OneWay, EventKind.Look, 0, job, 0);
        }
    }

    public readonly void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule
    {
        if (message.Kind == EventKind.Look)
        {
            Choose(world, message.Job);
        }
        else
        {
            world.Accept(message.Node, message.Job, message.Detail);
        }
    }

    public readonly void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule { }

    public readonly void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule { }

    public readonly void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule { }

    private readonly void Choose<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule
    {
        var (tasks, dispatcher) = (world.Jobs[job].Tasks, world.Jobs[job].Dispatcher);
        ref var chance = ref world.Choice(dispatcher);
        for (var task = 0; task < tasks; task++)
        {
            if (world.Settings.WithReplacement)
            {
                Sampling.WithReplacement(ref chance, world.Nodes.Length, sample);
            }
            else
            {
                Sampling.Distinct(ref chance, world.Nodes.Length, sample);
            }

            world.Place(World<TSchedule>.ThereAndBack, LeastLoaded.Of(world.Loads, sample), job, task);
        }
    }
}
