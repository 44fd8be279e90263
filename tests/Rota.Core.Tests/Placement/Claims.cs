using Rota.Core.Placement;

namespace Rota.Core.Tests.Placement;

/// <summary>Shapes as a job's entries would have them.</summary>
internal static class Claims
{
    /// <summary>What takes so much of a node.</summary>
    public static Shape Of(NodeLedger node, long slots = 0, long cpus = 0, long memory = 0, int gpus = 0, int gpuShare = 0)
    {
        var milliGpus = (1000L * gpus) + gpuShare;
        return new()
        {
            Id = 1,
            Gpus = node.ClaimOfGpus(milliGpus),
            Charges =
            [
                .. new[] { (node.Slots, slots), (node.Cpus, cpus), (node.Memory, memory), (node.Gpus, milliGpus) }
                    .Where(one => one.Item2 > 0)
                    .Select(one => new Charge(one.Item1, one.Item2, long.MaxValue)),
            ],
        };
    }

    /// <summary>What is pinned to so many CPUs.</summary>
    public static Shape Pinned(NodeLedger node, int cpus) =>
        new()
        {
            Id = 3,
            Pinned = node.ClaimOfCpus(1_000L * cpus),
            Charges = [new Charge(node.Cpus, 1_000L * cpus, long.MaxValue)],
        };

    /// <summary>The same, held to limits first.</summary>
    public static Shape Limited(Shape shape, params IEnumerable<Charge> limits) =>
        new()
        {
            Id = 2,
            Gpus = shape.Gpus,
            Charges = [.. limits, .. shape.Charges],
        };
}
