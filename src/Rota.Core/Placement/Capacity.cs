using System.Collections.Immutable;

namespace Rota.Core.Placement;

/// <summary>What a node has to give, in whole units.</summary>
public sealed record Capacity
{
    /// <summary>Nothing.</summary>
    public static readonly Capacity None = new()
    {
        Slots = 0,
        MilliCpus = 0,
        MemoryBytes = 0,
    };

    /// <summary>Slots for tasks that state no resources. Default elsewhere: one a core.</summary>
    public required int Slots { get; init; }

    /// <summary>Thousandths of a CPU.</summary>
    public required long MilliCpus { get; init; }

    /// <summary>The CPUs by their numbers, which tasks can be pinned to.</summary>
    public ImmutableArray<int> CpuIds { get; init; } = [];

    /// <summary>Bytes of memory.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Identities of the GPUs, as <c>CUDA_VISIBLE_DEVICES</c> names them.</summary>
    public ImmutableArray<string> Gpus { get; init; } = [];

    /// <summary>Named licences and how many of each.</summary>
    public ImmutableSortedDictionary<string, long> Licences { get; init; } =
        ImmutableSortedDictionary<string, long>.Empty;
}
