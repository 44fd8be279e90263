using System.Numerics;
using Rota.Core.Model;
using Rota.Core.Partitions;

namespace Rota.Node.Keeper.Attempts;

/// <summary>
/// When the owner of each partition was last asked whether it is that still, and said so: in microseconds since boot,
/// by the moment of the question. Called under the gate of the attempts.
/// </summary>
internal sealed class Renewals
{
    private readonly long[] asked = new long[Partition.Count];

    /// <summary>An owner has answered.</summary>
    /// <param name="partitions">What it owns, one bit each.</param>
    /// <param name="at">When it was asked.</param>
    public void Note(ulong partitions, long at)
    {
        for (var left = partitions; left != 0; left &= left - 1)
        {
            ref var last = ref asked[BitOperations.TrailingZeroCount(left)];
            last = Math.Max(last, at);
        }
    }

    /// <summary>When the owner of a job's partition was asked; 0 where it never answered.</summary>
    public long Of(long job) => asked[Partition.Of(new JobId(job))];

    /// <summary>All of them, to be written anew: partitions by moment.</summary>
    public IEnumerable<(long At, ulong Partitions)> All() =>
        asked
            .Select((at, partition) => (At: at, Partition: partition))
            .Where(one => one.At > 0)
            .GroupBy(
                one => one.At,
                (at, same) => (at, same.Aggregate(0UL, (mask, one) => mask | (1UL << one.Partition)))
            );
}
