using System.Globalization;
using System.Text;
using Rota.Core.Model;

namespace Rota.Sim.Systems.Machine;

/// <summary>
/// What happened, as one number that two runs of a seed must agree on, and, when asked for, as lines that a person
/// reads.
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

    /// <summary>Notes that something happened.</summary>
    /// <param name="who">The process in which; null for the world outside.</param>
    /// <param name="what">What, in a few words that are always the same.</param>
    /// <param name="values">Its numbers, by name.</param>
    public void Note(SimProcess? who, string what, params ReadOnlySpan<(string Name, long Value)> values)
    {
        Count++;
        Digest = Prng.Mix(Digest ^ HashOf(what) ^ (ulong)world.Now);
        Digest = Prng.Mix(Digest + (ulong)(who?.Identity ?? 0));
        foreach (var (_, value) in values)
        {
            Digest = Prng.Mix(Digest + (ulong)value);
        }

        if (isKept)
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{world.Now / 1e6, 12:0.000000}  ");
            text.Append(CultureInfo.InvariantCulture, $"{who?.Name ?? "", -12} {what}");
            foreach (var (name, value) in values)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {name} {value}");
            }

            lines.Add(text.ToString());
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
