using Rota.Core.Model;
using Rota.Core.Partitions;

namespace Rota.Node.Keeper.Attempts;

/// <summary>The highest epoch in which each partition was claimed: an earlier owner is refused.</summary>
internal sealed class Claims
{
    private readonly long[] epochs = new long[Partition.Count];
    private readonly long[] greetings = new long[Partition.Count];

    /// <summary>When each owner last said that it still is one.</summary>
    public Renewals Renewals { get; } = new();

    /// <summary>The highest attempt that owners have named; 0 for none.</summary>
    public long HighestAttempt { get; private set; }

    /// <summary>An owner has named an attempt.</summary>
    public void Saw(long attempt) => HighestAttempt = Math.Max(HighestAttempt, attempt);

    /// <summary>
    /// Whether nobody claimed any of these partitions in a later epoch, nor their runner by a later greeting: one that
    /// it gave up waiting for may come after the next.
    /// </summary>
    public bool Allows(long epoch, ulong partitions, long greeting) =>
        !Of(partitions)
            .Any(partition =>
                epochs[partition] > epoch || (epochs[partition] == epoch && greetings[partition] > greeting)
            );

    /// <summary>Whether all of them were claimed in this very epoch: a runner that comes again.</summary>
    public bool Holds(long epoch, ulong partitions) => Of(partitions).All(partition => epochs[partition] == epoch);

    /// <summary>The highest epoch of all.</summary>
    public long Highest => epochs.Max();

    /// <summary>The epoch in which the partition of a job was claimed last.</summary>
    public long Of(long job) => epochs[Partition.Of(new JobId(job))];

    public void Note(long epoch, ulong partitions)
    {
        foreach (var partition in Of(partitions))
        {
            epochs[partition] = Math.Max(epochs[partition], epoch);
        }
    }

    /// <summary>
    /// A greeting was answered. What came by lines need not be known when they are gone: it is not written.
    /// </summary>
    public void Greeted(ulong partitions, long greeting)
    {
        foreach (var partition in Of(partitions))
        {
            greetings[partition] = greeting;
        }
    }

    /// <summary>What was noted, to be written anew: partitions by epoch.</summary>
    public IEnumerable<(long Epoch, ulong Partitions)> All() =>
        Enumerable
            .Range(0, Partition.Count)
            .GroupBy(partition => epochs[partition])
            .Where(group => group.Key > 0)
            .Select(group => (group.Key, group.Aggregate(0UL, (mask, partition) => mask | (1UL << partition))));

    private static IEnumerable<int> Of(ulong partitions) =>
        Enumerable.Range(0, Partition.Count).Where(partition => (partitions >> partition & 1) != 0);
}
