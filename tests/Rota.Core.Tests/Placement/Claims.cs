using Rota.Core.Jobs;
using Rota.Core.Placement;

namespace Rota.Core.Tests.Placement;

/// <summary>Shapes as a job's entries would have them.</summary>
internal static class Claims
{
    /// <summary>What takes so much of a node.</summary>
    public static Shape Of(NodeLedger node, int slots = 0, long cpus = 0, long memory = 0, int gpus = 0, int gpuShare = 0) =>
        Of(node, new ResourceRequest { Slots = slots, MilliCpus = cpus, MemoryBytes = memory, Gpus = gpus, GpuShare = gpuShare });

    /// <summary>What is pinned to so many CPUs.</summary>
    public static Shape Pinned(NodeLedger node, int cpus) => Of(node, new ResourceRequest { MilliCpus = 1_000L * cpus, IsPinned = true });

    private static Shape Of(NodeLedger node, ResourceRequest request)
    {
        var claim = node.ClaimOf(request, 1);
        return new()
        {
            Id = 1,
            Gpus = claim.Gpus,
            Pinned = claim.Pinned,
            Charges = [.. claim.Charges],
        };
    }

    /// <summary>The same, held to limits first.</summary>
    public static Shape Limited(Shape shape, params IEnumerable<Charge> limits) =>
        new()
        {
            Id = 2,
            Gpus = shape.Gpus,
            Charges = [.. limits, .. shape.Charges],
        };
}
