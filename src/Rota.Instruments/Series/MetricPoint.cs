namespace Rota.Instruments.Series;

/// <summary>One series of a family: what was measured under the same attributes.</summary>
/// <param name="tags">Its attributes, by name.</param>
/// <param name="bounds">How many buckets it has; 0 for what is no histogram.</param>
public sealed class MetricPoint(IReadOnlyList<KeyValuePair<string, string>> tags, int bounds)
{
    private readonly long[] buckets = new long[bounds];

    /// <summary>Its attributes, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags => tags;

    /// <summary>The sum of what was measured; of a level what it is now.</summary>
    public double Sum { get; private set; }

    /// <summary>How many measurements there were.</summary>
    public long Count { get; private set; }

    /// <summary>How many were in each bucket alone, without those above all bounds.</summary>
    public IReadOnlyList<long> Buckets => buckets;

    /// <summary>Takes a measurement in.</summary>
    internal void Take(double value, bool isLevel)
    {
        Sum = isLevel ? value : Sum + value;
        Count++;
        if (buckets.Length > 0)
        {
            var at = MetricFamily.BucketOf(value);
            if (at < buckets.Length)
            {
                buckets[at]++;
            }
        }
    }
}
