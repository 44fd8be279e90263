using Rota.App.Jobs;
using Rota.App.Reporting;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Pictures;

/// <summary>How long the attempts of a job took.</summary>
/// <param name="Attempts">How many have ended.</param>
/// <param name="Bins">How many took how long, on a logarithmic scale; none before one has ended.</param>
public sealed record Durations(long Attempts, IReadOnlyList<DurationBin> Bins) : View
{
    /// <summary>What a clock that steps may show for nothing, in seconds: a logarithm needs more than zero.</summary>
    private const double Least = 1e-6;

    /// <summary>The time in which half of them ended, in seconds; null before one has.</summary>
    public double? P50Seconds { get; private init; }

    /// <summary>The time in which nine of ten did.</summary>
    public double? P90Seconds { get; private init; }

    /// <summary>The time in which 99 of 100 did.</summary>
    public double? P99Seconds { get; private init; }

    /// <summary>The longest.</summary>
    public double? MostSeconds { get; private init; }

    /// <summary>Those of a job.</summary>
    /// <exception cref="Problems.ProblemException">There is no such job.</exception>
    public static Durations Of(Site site, string job)
    {
        ArgumentNullException.ThrowIfNull(site);
        using var home = site.Open().Read();
        var (good, bad) = (new List<double>(), new List<double>());
        foreach (var attempt in home.Attempts.Figures(JobAddress.Look(home, job).Id))
        {
            if (attempt.Started is { } started)
            {
                (attempt.Outcome.IsFailure() ? bad : good).Add(Math.Max(Least, (attempt.Ended - started).TotalSeconds));
            }
        }

        if (good.Count + bad.Count == 0)
        {
            return new Durations(0, []);
        }

        var bins = new LogBins([.. good], [.. bad]);
        good.AddRange(bad);
        good.Sort();
        return new Durations(
            good.Count,
            [
                .. Enumerable
                    .Range(0, bins.Count)
                    .Select(bin => new DurationBin(bins.Edge(bin), bins.Edge(bin + 1), bins.Good[bin], bins.Bad[bin])),
            ]
        )
        {
            P50Seconds = Quantile(good, 0.5),
            P90Seconds = Quantile(good, 0.9),
            P99Seconds = Quantile(good, 0.99),
            MostSeconds = good[^1],
        };
    }

    /// <summary>The nearest rank.</summary>
    private static double Quantile(List<double> ascending, double share) =>
        ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Count) - 1, 0, ascending.Count - 1)];
}

/// <summary>Attempts that took about as long.</summary>
/// <param name="FromSeconds">The shortest of it.</param>
/// <param name="ToSeconds">The longest.</param>
/// <param name="Others">Attempts that did not fail.</param>
/// <param name="Failed">Attempts that did.</param>
public sealed record DurationBin(double FromSeconds, double ToSeconds, long Others, long Failed);
