namespace Rota.Cli.Report;

/// <summary>How many attempts ran on average in each of equal stretches of time.</summary>
internal static class MeanRunning
{
    /// <summary>Mean number running in each bin for each colour: exact, from the edges of each attempt.</summary>
    public static double[][] Of(RunView run, double wall, int bins)
    {
        var running = new double[Families.ColorCount + 1][];
        for (var color = 0; color < running.Length; color++)
        {
            running[color] = new double[bins];
            var whole = new double[bins + 1];
            foreach (var span in run.Spans.Where(span => span.Color == color))
            {
                Spread(running[color], whole, span.Start / wall * bins, span.End / wall * bins);
            }

            var sum = 0.0;
            for (var bin = 0; bin < bins; bin++)
            {
                sum += whole[bin];
                running[color][bin] = Math.Max(0, running[color][bin] + sum) * run.Weight;
            }
        }

        return running;
    }

    private static void Spread(double[] partial, double[] whole, double start, double end)
    {
        var first = Math.Clamp((int)start, 0, partial.Length - 1);
        var last = Math.Clamp((int)end, 0, partial.Length - 1);
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
}
