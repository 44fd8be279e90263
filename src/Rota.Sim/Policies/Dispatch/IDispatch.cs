using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// How a strategy is carried out: which message goes where when something happens. What is decided is Core's; this is
/// the order of messages around it. A struct, so that each strategy has an engine of its own without virtual calls.
/// </summary>
internal interface IDispatch
{
    /// <summary>Prepares for a run; all nodes are free.</summary>
    void Open<TSchedule>(World<TSchedule> world)
        where TSchedule : struct, ISchedule;

    /// <summary>A job has arrived at its dispatcher.</summary>
    void Arrive<TSchedule>(World<TSchedule> world, int job)
        where TSchedule : struct, ISchedule;

    /// <summary>A message has arrived.</summary>
    void Receive<TSchedule>(World<TSchedule> world, in Event message)
        where TSchedule : struct, ISchedule;

    /// <summary>A task has ended at a node, which has gone on with its queue.</summary>
    /// <param name="world">The world.</param>
    /// <param name="node">The node.</param>
    /// <param name="dispatcher">Who placed the task.</param>
    /// <param name="arrival">When its job arrived.</param>
    void Ended<TSchedule>(World<TSchedule> world, int node, int dispatcher, long arrival)
        where TSchedule : struct, ISchedule;

    /// <summary>The same, and the node still has a free slot.</summary>
    void Idle<TSchedule>(World<TSchedule> world, int node)
        where TSchedule : struct, ISchedule;

    /// <summary>A node has failed, or is back.</summary>
    void Change<TSchedule>(World<TSchedule> world, int node, bool isAway)
        where TSchedule : struct, ISchedule;
}
