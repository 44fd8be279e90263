namespace Rota.App.Reporting;

/// <summary>
/// Equal bins on a logarithmic scale over two lists of positive values: their range is at least a factor of two, so
/// that equal values are not a wall.
/// </summary>
public sealed class LogBins
{
    private const int BinsMax = 40;
    private readonly double[] good;
    private readonly double[] bad;

    /// <summary>Bins of values, all above 0 and at least one.</summary>
    public LogBins(double[] good, double[] bad)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);
        (this.good, this.bad) = (good, bad);
        Least = Math.Min(good.DefaultIfEmpty(double.MaxValue).Min(), bad.DefaultIfEmpty(double.MaxValue).Min());
        var most = Math.Max(good.DefaultIfEmpty(0).Max(), bad.DefaultIfEmpty(0).Max());
        var widen = Math.Max(1.05, Math.Sqrt(4 * Least / most));
        (Low, High) = (Least / widen, most * widen);

        // Few values in many bins would be a comb: more bins only as the values can fill them.
        Count = Math.Min(BinsMax, 8 + (2 * (int)Math.Sqrt(good.Length + bad.Length)));
        (Good, Bad) = (Counted(this.good), Counted(this.bad));
    }

    /// <summary>The smallest value.</summary>
    public double Least { get; }

    /// <summary>Where the first bin begins.</summary>
    public double Low { get; }

    /// <summary>Where the last one ends.</summary>
    public double High { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Values of the first list in each.</summary>
    public long[] Good { get; }

    /// <summary>Values of the second list in each.</summary>
    public long[] Bad { get; }

    /// <summary>Where a bin begins; that behind the last is where it ends.</summary>
    public double Edge(int bin) => Low * Math.Pow(High / Low, (double)bin / Count);

    private long[] Counted(double[] values)
    {
        var counts = new long[Count];
        var scale = Count / Math.Log(High / Low);
        foreach (var value in values)
        {
            counts[Math.Clamp((int)(Math.Log(value / Low) * scale), 0, Count - 1)]++;
        }

        return counts;
    }
}
