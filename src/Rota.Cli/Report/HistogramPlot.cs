using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>How a quantity spreads over the attempts, on a logarithmic scale with median and 95th percentile.</summary>
internal static class HistogramPlot
{
    private const int Width = 508;
    private const int Left = 52;
    private const int Right = Width - 18;
    private const int Top = 26;
    private const int Bottom = 186;

    /// <summary>The durations of all attempts, the failed ones set apart.</summary>
    public static string DrawDurations(RunView run)
    {
        // A clock with microseconds reports 0 for nothing that really ran.
        var good = run
            .Spans.Where(span => span.Outcome != MarkOutcome.Failed)
            .Select(span => Math.Max(span.Seconds, 1e-6));
        var bad = run
            .Spans.Where(span => span.Outcome == MarkOutcome.Failed)
            .Select(span => Math.Max(span.Seconds, 1e-6));
        return Draw("Duration", [.. good], [.. bad], run.Durations, Axis.LogDuration, Quantity.Duration);
    }

    /// <summary>The measured peaks of memory of all attempts, the failed ones set apart.</summary>
    public static string DrawMemory(RunView run)
    {
        var measured = run.Spans.Where(span => span.Mark.PeakKibibytes > 0);
        var good = measured.Where(span => span.Outcome != MarkOutcome.Failed);
        var bad = measured.Where(span => span.Outcome == MarkOutcome.Failed);
        return Draw("Peak memory", Peaks(good), Peaks(bad), run.Memory, Axis.LogBytes, Quantity.Bytes);

        static double[] Peaks(IEnumerable<AttemptSpan> spans) =>
            [.. spans.Select(span => span.Mark.PeakKibibytes * 1024.0)];
    }

    private static string Draw(
        string name,
        double[] good,
        double[] bad,
        double[] ascending,
        Func<double, double, double, double, Axis> scale,
        Func<double, string> write
    )
    {
        // The values in the bins are never 0, those of the quantiles may be.
        var found = new LogBins(good, bad);
        var (low, high, smallest, bins) = (found.Low, found.High, found.Least, found.Count);
        var (goodIn, badIn) = (found.Good, found.Bad);
        var (median, late) = (RunView.Quantile(ascending, 0.5), RunView.Quantile(ascending, 0.95));
        var values = scale(low, high, Left, Right);
        var count = Axis.Count(Enumerable.Range(0, bins).Max(bin => goodIn[bin] + badIn[bin]), Bottom, Top);
        var range = $"range {write(ascending[0])} to {write(ascending[^1])}";
        var plot = new SvgPlot(
            Width,
            Bottom + 26,
            $"{name}: median {write(median)}, 95 % at most {write(late)}, {range}."
        );
        plot.BottomAxis(values, Top, Bottom);
        plot.LeftAxis(count, Left, Right);

        var width = (double)(Right - Left) / bins;
        for (var bin = 0; bin < bins; bin++)
        {
            if (goodIn[bin] + badIn[bin] == 0)
            {
                continue;
            }

            var x = Left + (bin * width);
            var (from, to) = (found.Edge(bin), found.Edge(bin + 1));
            var hover =
                $"{write(from)} to {write(to)}: {Quantity.Count(goodIn[bin] + badIn[bin], "attempt")}"
                + (badIn[bin] > 0 ? $", {Quantity.Count(badIn[bin])} failed" : "");
            var (middle, top) = (count.At(goodIn[bin]), count.At(goodIn[bin] + badIn[bin]));
            Bar(plot, x, middle, Bottom, width, "bar", hover);
            Bar(plot, x, top, middle, width, "failed", hover);
        }

        var middleAt = values.At(Math.Max(median, smallest));
        Mark(plot, middleAt, $"median {write(median)}");
        if (late > median * 1.02)
        {
            Mark(plot, values.At(Math.Max(late, smallest)), $"95 % {write(late)}", leftMin: middleAt);
        }

        return plot.Finish();
    }

    private static void Bar(SvgPlot plot, double x, double top, double bottom, double width, string style, string hover)
    {
        if (bottom > top)
        {
            // One attempt among many thousands is still a pixel.
            var height = Math.Max(1, bottom - top);
            plot.Rect(x + 0.5, bottom - height, width - 1, height, style, hover);
        }
    }

    /// <summary>A line at a value, its text on the side where there is room.</summary>
    private static void Mark(SvgPlot plot, double x, string text, double? leftMin = null)
    {
        plot.Line(x, Top - 4, x, Bottom, "mark");
        var room = text.Length * 6.3;
        var isLeft = leftMin is null ? x - room > Left : x + room > Right;
        var y = leftMin is null ? Top - 8 : Top + 6;
        plot.Text(isLeft ? x - 4 : x + 4, y, text, isLeft ? "note end halo" : "note halo");
    }
}
