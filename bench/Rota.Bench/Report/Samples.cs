namespace Rota.Bench.Report;

/// <summary>Numbers of one kind, and what is said of them.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];
    private double[]? sorted;

    /// <summary>All of them.</summary>
    public IEnumerable<double> All => values;

    /// <summary>How many.</summary>
    public int Count => values.Count;

    /// <summary>The middle one.</summary>
    public double Median => At(0.5);

    /// <summary>The greatest.</summary>
    public double Max => At(1);

    /// <summary>The least.</summary>
    public double Min => At(0);

    /// <summary>All of them together.</summary>
    public double Sum => values.Sum();

    /// <summary>Takes one in.</summary>
    public void Add(double value)
    {
        values.Add(value);
        sorted = null;
    }

    /// <summary>Takes many in.</summary>
    public void AddRange(IEnumerable<double> more)
    {
        values.AddRange(more);
        sorted = null;
    }

    /// <summary>The value that this share of them does not exceed (nearest rank); 0 without any.</summary>
    public double At(double share)
    {
        sorted ??= [.. values.Order()];
        return sorted.Length == 0
            ? 0
            : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The sum of those above a limit.</summary>
    public double SumAbove(double limit) => values.Where(value => value > limit).Sum();
}
