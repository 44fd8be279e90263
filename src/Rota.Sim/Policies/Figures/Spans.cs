namespace Rota.Sim.Policies.Figures;

/// <summary>
/// All that is kept of one kind of span: its mean with batches, its distribution, and how many were 0.
/// </summary>
internal sealed class Spans
{
    /// <summary>The mean.</summary>
    public BatchMeans Means { get; } = new();

    /// <summary>The distribution.</summary>
    public Histogram Histogram { get; } = new();

    /// <summary>How many took no time at all.</summary>
    public long Zeros { get; private set; }

    /// <summary>Takes a span in.</summary>
    /// <param name="place">The job's place among those that are measured.</param>
    /// <param name="ticks">How long.</param>
    public void Add(long place, long ticks)
    {
        Means.Add(place, ticks);
        Histogram.Add(ticks);
        if (ticks == 0)
        {
            Zeros++;
        }
    }
}
