using Rota.Core.Model;

namespace Rota.Sim.Systems.Machine;

/// <summary>
/// All that is drawn in a simulated world, from its seed. One stream for each purpose: a fault more or less must not
/// change what the tasks do.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private readonly Dictionary<string, Prng> streams = new(StringComparer.Ordinal);

    /// <summary>The seed of everything.</summary>
    public ulong Seed { get; } = seed;

    public long Below(string purpose, long bound)
    {
        ref var stream = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            streams,
            purpose,
            out var isKnown
        );
        if (!isKnown)
        {
            stream = new Prng(Prng.Mix(Seed ^ Trace.HashOf(purpose)));
        }

        return stream.NextBelow(bound);
    }

    /// <summary>From one bound to the other, both included.</summary>
    public long Between(string purpose, long least, long most) => least + Below(purpose, most - least + 1);

    public bool OneIn(string purpose, long count) => Below(purpose, count) == 0;

    public T Of<T>(string purpose, IReadOnlyList<T> choices) => choices[(int)Below(purpose, choices.Count)];

    /// <summary>
    /// A length between the bounds, of whatever order of magnitude: short ones are as likely as long ones.
    /// </summary>
    public long Scaled(string purpose, long least, long most)
    {
        var bits = (int)Between(purpose, 0, 63 - long.LeadingZeroCount(Math.Max(1, most / least)));
        return Math.Min(most, Between(purpose, least << bits, (least << bits) * 2));
    }

    /// <summary>A number that is the same however often and in whatever order it is asked for.</summary>
    public ulong Fixed(string purpose, long one, long two = 0, long three = 0) =>
        Prng.Mix(
            Prng.Mix(Prng.Mix(Seed ^ Trace.HashOf(purpose)) + (ulong)one) + Prng.Mix((ulong)two + ((ulong)three << 32))
        );
}
