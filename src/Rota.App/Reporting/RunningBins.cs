namespace Rota.App.Reporting;

/// <summary>How many ran on average in each of equal stretches of time: exact, from the edges of each.</summary>
/// <param name="count">How many stretches.</param>
public sealed class RunningBins(int count)
{
    private readonly double[] partial = new double[count];
    private readonly double[] whole = new double[count + 1];

    /// <summary>Adds one that ran.</summary>
    /// <param name="start">From where, in stretches from the first one's beginning.</param>
    /// <param name="end">To where.</param>
    public void Add(double start, double end)
    {
        var first = Math.Clamp((int)start, 0, count - 1);
        var last = Math.Clamp((int)end, 0, count - 1);
        if (first == last)
        {
            partial[first] += end - start;
            return;
        }

        partial[first] += first + 1 - start;
        partial[last] += end - last;
        whole[first + 1] += 1;
        whole[last] -= 1;
    }

    /// <summary>How many ran in each.</summary>
    public double[] Means()
    {
        var means = new double[count];
        var sum = 0.0;
        for (var bin = 0; bin < count; bin++)
        {
            sum += whole[bin];
            means[bin] = Math.Max(0, partial[bin] + sum);
        }

        return means;
    }
}
