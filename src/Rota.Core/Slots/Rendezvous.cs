using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Slots;

/// <summary>
/// Who owns which partition: the member with the highest weight for it (highest random weight hashing, Thaler and
/// Ravishankar 1998). A member that joins or leaves moves only the partitions it gains or loses, about 1/N.
/// </summary>
public static class Rendezvous
{
    /// <summary>The owner of each partition, as a position in the members; empty without members.</summary>
    public static int[] Assign(ImmutableArray<Member> members, int partitions)
    {
        if (members.IsEmpty)
        {
            return [];
        }

        var seeds = members.Select(member => Hash(member.Id)).ToArray();
        var owners = new int[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            for (var candidate = 1; candidate < seeds.Length; candidate++)
            {
                if (Weight(seeds[candidate], partition) > Weight(seeds[owners[partition]], partition))
                {
                    owners[partition] = candidate;
                }
            }
        }

        return owners;
    }

    private static ulong Weight(ulong seed, int partition) => Prng.Mix(seed ^ Prng.Mix((ulong)partition + 1));

    /// <summary>FNV-1a: the same on every machine and in every run, which string.GetHashCode is not.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }
}
