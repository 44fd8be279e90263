using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>How many tasks ran at each moment, by family, above how many attempts had ended by then.</summary>
internal static class TimelinePlot
{
    private const int Bins = 480;
    private const int Width = 1040;
    private const int Left = 56;
    private const int Right = Width - 20;
    private const int RunningTop = 24;
    private const int RunningBottom = 224;
    private const int EndedTop = 264;
    private const int EndedBottom = 364;

    /// <summary>The drawing.</summary>
    public static string Draw(RunView run)
    {
        var wall = run.AxisSeconds;
        var running = MeanRunning.Of(run, wall, Bins);
        var peak = Enumerable.Range(0, Bins).Max(bin => running.Sum(family => family[bin]));
        var time = Axis.Time(wall, Left, Right);
        var plot = new SvgPlot(
            Width,
            EndedBottom + 26,
            $"Tasks over time: at most {Quantity.Significant(peak)} running at once, "
                + $"{Quantity.Count(run.Source.Attempts, "attempt")} ended in {Quantity.Duration(wall)}."
        );

        DrawRunning(plot, run, running, peak, time);
        DrawEnded(plot, run, time);
        return plot.Finish();
    }

    private static void DrawRunning(SvgPlot plot, RunView run, double[][] running, double peak, Axis time)
    {
        var slots = run.Source.Slots;
        // A few tasks on a large machine would be a flat line at the bottom: the slots are drawn only where they bind.
        var showsSlots = slots > 0 && peak > slots * 0.4;
        var count = Axis.Count(showsSlots ? Math.Max(peak, slots) : peak, RunningBottom, RunningTop);
        plot.BottomAxis(time, RunningTop, RunningBottom, hasLabels: false);
        plot.LeftAxis(count, Left, Right);

        var below = new double[Bins];
        for (var color = 0; color < running.Length; color++)
        {
            if (running[color].Any(value => value > 0))
            {
                plot.Path(Band(below, running[color], count), $"g{color}");
            }
        }

        if (showsSlots)
        {
            var y = count.At(slots);
            plot.Line(Left, y, Right, y, "limit");
            plot.Text(Right - 4, y - 5, Quantity.Count(slots, "slot"), "note end halo");
        }

        plot.Text(Left, RunningTop - 10, "running tasks", "name");
    }

    private static void DrawEnded(SvgPlot plot, RunView run, Axis time)
    {
        var count = Axis.Count(run.Source.Attempts, EndedBottom, EndedTop);
        plot.BottomAxis(time, EndedTop, EndedBottom);
        plot.LeftAxis(count, Left, Right);
        Cumulative(plot, [.. run.Spans.Select(span => span.End).Order()], time, count, "ended", run.Weight);
        double[] failed =
        [
            .. run.Spans.Where(span => span.Outcome == MarkOutcome.Failed).Select(span => span.End).Order(),
        ];
        if (failed.Length > 0)
        {
            Cumulative(plot, failed, time, count, "ended-bad", run.Weight);
        }

        plot.Text(
            Left,
            EndedTop - 10,
            failed.Length > 0 ? "attempts ended (dashed: failed)" : "attempts ended",
            "name"
        );
    }

    private static void Cumulative(SvgPlot plot, double[] ends, Axis time, Axis count, string style, double weight)
    {
        var path = new StringBuilder($"M{SvgPlot.At(time.At(0))} {SvgPlot.At(count.At(0))}");
        double column = double.NegativeInfinity;
        for (var ended = 0; ended < ends.Length; ended++)
        {
            // One step a pixel is all a screen can show.
            var x = time.At(ends[ended]);
            if (x - column >= 1 || ended == ends.Length - 1)
            {
                path.Append($"H{SvgPlot.At(x)}V{SvgPlot.At(count.At((ended + 1) * weight))}");
                column = x;
            }
        }

        plot.Path(path.Append($"H{Right}"), style);
    }

    private static StringBuilder Band(double[] below, double[] height, Axis count)
    {
        var width = (double)(Right - Left) / Bins;
        var upper = new StringBuilder($"M{Left} {SvgPlot.At(count.At(below[0]))}");
        var lower = new StringBuilder();
        for (var bin = 0; bin < Bins; bin++)
        {
            upper.Append($"V{SvgPlot.At(count.At(below[bin] + height[bin]))}H{SvgPlot.At(Left + ((bin + 1) * width))}");
        }

        for (var bin = Bins - 1; bin >= 0; bin--)
        {
            lower.Append($"V{SvgPlot.At(count.At(below[bin]))}H{SvgPlot.At(Left + (bin * width))}");
            below[bin] += height[bin];
        }

        return upper.Append(lower).Append('Z');
    }
}
