namespace Rota.Sim.Policies.Figures;

/// <summary>
/// A mean with its half-width at 95%, by batch means: neighbours in a queue are alike, so single values cannot say how
/// sure the mean is, but means of long batches can. The number of batches stays between 32 and 64, whatever the
/// length of
/// the run: when there are too many, two become one.
/// </summary>
internal sealed class BatchMeans
{
    private const int BatchesMax = 64;
    private readonly double[] sums = new double[BatchesMax];
    private readonly long[] counts = new long[BatchesMax];
    private int shift;
    private long last;

    /// <summary>Takes a value in.</summary>
    /// <param name="place">Its place in the run, from 0: consecutive places share a batch.</param>
    /// <param name="ticks">The value.</param>
    public void Add(long place, long ticks)
    {
        var batch = place >> shift;
        if (batch >= BatchesMax)
        {
            Merge(place);
            batch = place >> shift;
        }

        last = Math.Max(last, place);
        sums[batch] += ticks;
        counts[batch]++;
    }

    /// <summary>The mean of all values, in ticks.</summary>
    public double Mean => Count == 0 ? 0 : sums.Sum() / Count;

    /// <summary>How many values there are.</summary>
    public long Count => counts.Sum();

    /// <summary>The means of the batches that are full.</summary>
    public double[] Full
    {
        get
        {
            var full = (int)((last + 1) >> shift);
            return
            [
                .. Enumerable
                    .Range(0, full)
                    .Where(batch => counts[batch] > 0)
                    .Select(batch => sums[batch] / counts[batch]),
            ];
        }
    }

    /// <summary>
    /// Half the width of the 95% interval around the mean of independent values; null with fewer than two.
    /// </summary>
    public static double? HalfWidth(IReadOnlyCollection<double> means)
    {
        if (means.Count < 2)
        {
            return null;
        }

        var mean = means.Average();
        var variance = means.Sum(value => (value - mean) * (value - mean)) / (means.Count - 1);
        return StudentT(means.Count - 1) * Math.Sqrt(variance / means.Count);
    }

    /// <summary>
    /// The 97.5% quantile of Student's t (Cornish and Fisher's expansion: four digits from 5 degrees on).
    /// </summary>
    private static double StudentT(int freedom)
    {
        const double Z = 1.959963984540054;
        var (z3, z5) = (Z * Z * Z, Z * Z * Z * Z * Z);
        var z7 = z5 * Z * Z;
        double v = freedom;
        return freedom switch
        {
            1 => 12.7062,
            2 => 4.3027,
            3 => 3.1824,
            4 => 2.7764,
            _ => Z
                + ((z3 + Z) / (4 * v))
                + (((5 * z5) + (16 * z3) + (3 * Z)) / (96 * v * v))
                + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * Z)) / (384 * v * v * v)),
        };
    }

    private void Merge(long place)
    {
        while (place >> shift >= BatchesMax)
        {
            for (var batch = 0; batch < BatchesMax; batch++)
            {
                var (first, second) = (2 * batch, (2 * batch) + 1);
                sums[batch] = second < BatchesMax ? sums[first] + sums[second] : 0;
                counts[batch] = second < BatchesMax ? counts[first] + counts[second] : 0;
            }

            shift++;
        }
    }
}
