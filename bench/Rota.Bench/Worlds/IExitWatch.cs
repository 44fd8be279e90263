using Rota.Fabric.Orders;

namespace Rota.Bench.Worlds;

/// <summary>Hears of what happens to attempts, with the moment in microseconds of the monotonic clock.</summary>
internal interface IExitWatch
{
    /// <summary>Its start was ordered: the turn that decided it is committed.</summary>
    void Ordered(NodeOrder.Launch attempt, long now);

    /// <summary>It ended at the node.</summary>
    void Exited(NodeOrder.Launch attempt, long now);

    /// <summary>Its end is committed.</summary>
    void Recorded(NodeOrder.Launch attempt, long now);
}
