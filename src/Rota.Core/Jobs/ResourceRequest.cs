using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>What one task takes of its node, in whole units.</summary>
public sealed record ResourceRequest
{
    /// <summary>A task that states nothing takes one slot.</summary>
    public static readonly ResourceRequest OneSlot = new() { Slots = 1 };

    /// <summary>Slots: 1 for a task that states no resources, else 0.</summary>
    public int Slots { get; init; }

    /// <summary>Thousandths of a CPU.</summary>
    public long MilliCpus { get; init; }

    /// <summary>Whether these are CPUs of its own, that nothing else is pinned to, and it runs on no others.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Bytes of memory; also the limit it is held to. 0: none stated.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Whole GPUs, given by identity.</summary>
    public int Gpus { get; init; }

    /// <summary>Thousandths of one GPU, which others may be on too; 0 where it takes whole ones, or none.</summary>
    public int GpuShare { get; init; }

    /// <summary>Thousandths of GPUs in all.</summary>
    public long MilliGpus => GpuShare > 0 ? GpuShare : Gpus * 1000L;

    /// <summary>Named licences and how many of each.</summary>
    public ImmutableSortedDictionary<string, long> Licences { get; init; } =
        ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Equality by content, licences included.</summary>
    public bool Equals(ResourceRequest? other) =>
        other is not null
        && Slots == other.Slots
        && MilliCpus == other.MilliCpus
        && IsPinned == other.IsPinned
        && MemoryBytes == other.MemoryBytes
        && MilliGpus == other.MilliGpus
        && Licences.SequenceEqual(other.Licences);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Licences.Aggregate(HashCode.Combine(Slots, MilliCpus, IsPinned, MemoryBytes, MilliGpus), HashCode.Combine);
}
