using Rota.Core.Jobs;

namespace Rota.Core.Placement;

/// <summary>What a task would take of one node, held against that node's book.</summary>
/// <param name="charges">Amounts of what is counted.</param>
/// <param name="gpus">Its GPUs, which are booked by identity; null for none.</param>
/// <param name="pinned">Its CPUs, where it is pinned to them; null where it is not.</param>
public sealed class NodeClaim(Charge[] charges, DeviceClaim? gpus, DeviceClaim? pinned)
{
    /// <summary>What a request takes of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="memoryFactor">Factor on the stated memory.</param>
    internal static NodeClaim Of(NodeLedger node, ResourceRequest request, double memoryFactor) =>
        new(
            [.. ChargesOf(node, request, memoryFactor).Where(charge => charge.Amount > 0)],
            node.GpusOf(request),
            node.CpusOf(request)
        );

    /// <summary>Amounts of what is counted.</summary>
    public ReadOnlySpan<Charge> Charges => charges;

    /// <summary>Its GPUs, which are booked by identity; null for none.</summary>
    public DeviceClaim? Gpus { get; } = gpus;

    /// <summary>Its CPUs, where it is pinned to them; null where it is not.</summary>
    public DeviceClaim? Pinned { get; } = pinned;

    /// <summary>Why it does not fit now; null when it does.</summary>
    public Refusal? Check() => AccountBook.Check(charges) ?? Gpus?.Check() ?? Pinned?.Check();

    /// <summary>For how many such tasks there is room by what is counted; their devices are not looked at.</summary>
    public long Room()
    {
        var room = long.MaxValue;
        foreach (ref readonly var charge in Charges)
        {
            room = Math.Min(room, Math.Max(0, charge.Most - charge.Account.Used) / charge.Amount);
        }

        return room;
    }

    /// <summary>Whether it takes of any of these accounts.</summary>
    public bool TakesAnyOf(IReadOnlySet<Account> accounts) => Charge.TakesAnyOf(charges, accounts);

    private static IEnumerable<Charge> ChargesOf(NodeLedger node, ResourceRequest request, double memoryFactor)
    {
        yield return new(node.Slots, request.Slots, long.MaxValue);
        yield return new(node.Cpus, request.MilliCpus, long.MaxValue);
        yield return new(node.Memory, (long)(request.MemoryBytes * memoryFactor), long.MaxValue);
        yield return new(node.Gpus, request.MilliGpus, long.MaxValue);
        foreach (var (name, amount) in request.Licences)
        {
            yield return new(node.Licence(name), amount, long.MaxValue);
        }
    }
}
