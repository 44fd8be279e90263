using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>How many attempts ran on average in each of equal stretches of time.</summary>
internal static class MeanRunning
{
    /// <summary>Mean number running in each bin for each colour.</summary>
    public static double[][] Of(RunView run, double wall, int bins)
    {
        var running = new double[Families.ColorCount + 1][];
        for (var color = 0; color < running.Length; color++)
        {
            var means = new RunningBins(bins);
            foreach (var span in run.Spans.Where(span => span.Color == color))
            {
                means.Add(span.Start / wall * bins, span.End / wall * bins);
            }

            running[color] = [.. means.Means().Select(mean => mean * run.Weight)];
        }

        return running;
    }
}
