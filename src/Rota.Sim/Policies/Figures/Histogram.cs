using System.Numerics;

namespace Rota.Sim.Policies.Figures;

/// <summary>
/// How spans of time spread, in bounded memory whatever their number and size: each bin is at most 1/256 of its
/// value wide
/// (the idea of HdrHistogram), and quantiles are interpolated in their bin.
/// </summary>
internal sealed class Histogram
{
    private const int Bits = 8;
    private readonly long[] bins = new long[(63 - Bits) * (1 << Bits) + (1 << (Bits + 1))];
    private long count;

    /// <summary>Takes a span in.</summary>
    /// <param name="ticks">0 or more.</param>
    public void Add(long ticks)
    {
        bins[BinOf(ticks)]++;
        count++;
    }

    /// <summary>Takes in all of another.</summary>
    public void Add(Histogram other)
    {
        for (var bin = 0; bin < bins.Length; bin++)
        {
            bins[bin] += other.bins[bin];
        }

        count += other.count;
    }

    /// <summary>The span that this share does not exceed, in ticks; 0 without any.</summary>
    public double Quantile(double share)
    {
        var rank = share * count;
        var below = 0L;
        for (var bin = 0; bin < bins.Length; bin++)
        {
            if (bins[bin] > 0 && below + bins[bin] >= rank)
            {
                var (low, width) = Edge(bin);
                return low + (width == 1 ? 0 : width * (rank - below) / bins[bin]);
            }

            below += bins[bin];
        }

        return 0;
    }

    /// <summary>Points of the distribution for a plot: a span in ticks and the share of spans above it.</summary>
    public IEnumerable<(double Ticks, double Above)> Tail()
    {
        var above = count;
        for (var bin = 0; bin < bins.Length; bin++)
        {
            if (bins[bin] > 0)
            {
                above -= bins[bin];
                var (low, width) = Edge(bin);
                yield return (low + width, above / (double)count);
            }
        }
    }

    private static int BinOf(long ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)ticks | 1) - Bits);
        return (shift << Bits) + (int)(ticks >> shift);
    }

    private static (double Low, double Width) Edge(int bin)
    {
        var shift = Math.Max(0, (bin >> Bits) - 1);
        return (((long)bin - ((long)shift << Bits)) << shift, 1L << shift);
    }
}
