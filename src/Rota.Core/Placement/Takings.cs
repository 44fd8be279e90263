using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// What an attempt takes of its node, as that is told: in the node's own words, for it knows no number of itself.
/// </summary>
public static class Takings
{
    /// <summary>The text.</summary>
    /// <param name="shape">What the attempt takes.</param>
    /// <param name="gpus">Its GPUs, by position.</param>
    /// <param name="cpus">The CPUs that it is pinned to, by number.</param>
    public static string Of(Shape shape, IReadOnlyList<int> gpus, IReadOnlyList<int> cpus)
    {
        var amounts = new List<(AccountId, long)>();
        foreach (var charge in shape.OfNode)
        {
            amounts.Add((charge.Account.Id.At(NodeId.Home), charge.Amount));
        }

        amounts.AddRange(gpus.Select(gpu => (AccountId.Gpu(NodeId.Home, gpu.ToString()), shape.Gpus!.Each)));
        amounts.AddRange(cpus.Select(cpu => (AccountId.Cpu(NodeId.Home, cpu.ToString()), (long)DeviceClaim.Whole)));
        return Booking.Write(amounts);
    }
}
