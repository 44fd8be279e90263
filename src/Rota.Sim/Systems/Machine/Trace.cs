using System.Globalization;
using Rota.Core.Model;

namespace Rota.Sim.Systems.Machine;

/// <summary>
/// What happened, as one number that two runs of a seed must agree on, and, when asked for, as lines that a person reads.
/// </summary>
internal sealed class Trace(World world, bool isKept)
{
    private readonly List<string> lines = [];

    /// <summary>The digest of everything that has happened.</summary>
    public ulong Digest { get; private set; } = 0x9E3779B97F4A7C15;

    /// <summary>How many things happened.</summary>
    public long Count { get; private set; }

    /// <summary>The lines, in order; none unless they are kept.</summary>
    public IReadOnlyList<string> Lines => lines;

    public void Note(string what, long one = 0, long two = 0, long three = 0)
    {
        Count++;
        Digest = Prng.Mix(Digest ^ HashOf(what) ^ (ulong)world.Now);
        Digest = Prng.Mix(Digest + (ulong)one + Prng.Mix((ulong)two) + Prng.Mix((ulong)three << 1));
        if (isKept)
        {
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{world.Now / 1e6, 12:0.000000}  {what} {one}{(two == 0 ? "" : $" {two}")}{(three == 0 ? "" : $" {three}")}"
                )
            );
        }
    }

    /// <summary>Adds lines for a reader, if they are kept.</summary>
    public void Say(string text)
    {
        if (isKept)
        {
            lines.Add(text);
        }
    }

    /// <summary>FNV-1a: the same on every machine and in every process.</summary>
    public static ulong HashOf(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }
}
