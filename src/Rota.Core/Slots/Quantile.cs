namespace Rota.Core.Slots;

/// <summary>The newest measurements of something, for a percentile of them.</summary>
/// <param name="capacity">How many are kept.</param>
public sealed class Quantile(int capacity = 512)
{
    private readonly long[] samples = new long[capacity];
    private long count;

    /// <summary>Takes a measurement in; the oldest goes when there is no place.</summary>
    public void Add(long sample) => samples[count++ % samples.Length] = sample;

    /// <summary>
    /// The value that this share of the kept measurements does not exceed (nearest rank); 0 without any.
    /// </summary>
    /// <param name="share">Between 0 and 1.</param>
    public long At(double share)
    {
        var kept = (int)Math.Min(count, samples.Length);
        if (kept == 0)
        {
            return 0;
        }

        var sorted = samples[..kept];
        Array.Sort(sorted);
        return sorted[Math.Clamp((int)Math.Ceiling(share * kept) - 1, 0, kept - 1)];
    }
}
