using Rota.Core.Model;
using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Policies;

/// <summary>Makes one result of the runs of a strategy.</summary>
internal static class Summary
{
    /// <summary>The result. Batches of all runs count alike, so that replications narrow the interval.</summary>
    public static PolicyResult Of(PolicySettings settings, IReadOnlyList<Measured> runs, TimeSpan elapsed)
    {
        var mean = settings.Mean;
        var responses = Merge(runs.Select(run => run.Responses.Histogram));
        var waits = Merge(runs.Select(run => run.Waits.Histogram));
        var tasks = runs.Sum(run => run.Tasks);
        var events = runs.Sum(run => run.Events);
        var attempts = runs.Sum(run => run.Claims.Attempts);
        return new PolicyResult
        {
            Settings = settings,
            Response = Span(runs.Select(run => run.Responses), responses, mean),
            Wait = Span(runs.Select(run => run.Waits), waits, mean),
            ZeroWaitFraction = Ratio(runs.Sum(run => run.Waits.Zeros), runs.Sum(run => run.Waits.Means.Count)),
            MessagesPerTask = Ratio(runs.Sum(run => run.Messages), tasks),
            ConflictFraction = Ratio(runs.Sum(run => run.Claims.Conflicts), attempts),
            Tasks = tasks,
            Events = events,
            EventsPerSecond = events / Math.Max(1e-9, elapsed.TotalSeconds),
            Digest =
                runs.Count == 1
                    ? runs[0].Digest
                    : runs.Aggregate(0UL, (digest, run) => Prng.Mix((digest * 31) ^ run.Digest)),
            Tail = [.. responses.Tail().Select(point => (Ticks.ToUnits(point.Ticks) * mean, point.Above))],
        };
    }

    private static SpanResult Span(IEnumerable<Spans> spans, Histogram all, double mean)
    {
        var means = spans.Select(span => span.Means).ToArray();
        var count = means.Sum(part => part.Count);
        var half = BatchMeans.HalfWidth([.. means.SelectMany(part => part.Full)]);
        double Units(double ticks) => Ticks.ToUnits(ticks) * mean;
        return new SpanResult(
            count == 0 ? 0 : Units(means.Sum(part => part.Mean * part.Count) / count),
            Units(all.Quantile(0.5)),
            Units(all.Quantile(0.95)),
            Units(all.Quantile(0.99)),
            half is { } width ? Units(width) : null
        );
    }

    private static Histogram Merge(IEnumerable<Histogram> parts)
    {
        var all = new Histogram();
        foreach (var part in parts)
        {
            all.Add(part);
        }

        return all;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : part / (double)whole;
}
