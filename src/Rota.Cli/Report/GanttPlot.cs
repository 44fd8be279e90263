using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>
/// Every attempt as a bar in time, packed into lanes. Beyond a few hundred, <see cref="GanttRaster"/> draws instead,
/// and the tasks that have rows are drawn on top. A bar leads to the row of its task.
/// </summary>
internal static class GanttPlot
{
    /// <summary>Most attempts that get a bar of their own.</summary>
    public const int BarsMax = 600;

    /// <summary>Most lanes that are drawn; of more, evenly chosen ones.</summary>
    public const int LanesMax = 96;

    /// <summary>Width of the drawing.</summary>
    public const int Width = 1040;

    /// <summary>Where the lanes start.</summary>
    public const int Left = 56;

    /// <summary>Where the lanes end.</summary>
    public const int Right = Width - 20;

    private const int Top = 8;
    private const double LabelCharacterWidth = 6.6;

    /// <summary>The drawing and a sentence that says what was left out, if anything was.</summary>
    public static (string Svg, string Caption) Draw(RunView run)
    {
        var (laneOf, lanes) = LanePacking.Pack(run.Spans);
        var shown = Math.Min(lanes, LanesMax);
        var pitch = Math.Clamp(440.0 / Math.Max(shown, 1), 4.5, 24);
        var bottom = Top + (shown * pitch);
        var time = Axis.Time(run.AxisSeconds, Left, Right);
        var description =
            $"{Quantity.Count(run.Spans.Count, "attempt")} in time, packed into {Quantity.Count(lanes, "lane")}. "
            + "The table of tasks has their times.";
        var plot = new SvgPlot(Width, (int)Math.Ceiling(bottom) + 28, description, isPicture: false);
        plot.BottomAxis(time, Top, bottom + 2);
        plot.Text(Left - 8, Top + Math.Max(pitch / 2, 6) + 3, "1", "tick end");
        if (shown > 1)
        {
            plot.Text(Left - 8, bottom - (pitch / 2) + 3, Quantity.Count(lanes), "tick end");
        }

        // Lane l is drawn as row r when it is the first of its r-th part of all lanes.
        int? RowOf(int lane)
        {
            var row = (int)((long)lane * shown / lanes);
            return lane == (int)(((long)row * lanes + shown - 1) / shown) ? row : null;
        }

        var drawn = laneOf.Count(lane => RowOf(lane) is not null);
        var raster = drawn > BarsMax ? new GanttRaster(shown, run.AxisSeconds) : null;
        if (raster is not null)
        {
            for (var at = 0; at < laneOf.Length; at++)
            {
                if (RowOf(laneOf[at]) is { } lane)
                {
                    raster.Add(lane, run.Spans[at]);
                }
            }

            raster.Draw(plot, Top, pitch);
        }

        var named = new HashSet<int>();
        for (var at = 0; at < laneOf.Length; at++)
        {
            var span = run.Spans[at];
            var task = run.RowOf(span);
            if (RowOf(laneOf[at]) is { } lane && (raster is null || task is not null))
            {
                DrawBar(plot, run, span, task, task is { } row && named.Add(row), time, Top + (lane * pitch), pitch);
            }
        }

        return (plot.Finish(), Caption(run, drawn, lanes, shown));
    }

    private static void DrawBar(
        SvgPlot plot,
        RunView run,
        AttemptSpan span,
        int? row,
        bool isFirst,
        Axis time,
        double y,
        double pitch
    )
    {
        var (x, end) = (time.At(span.Start), time.At(span.End));
        // A hairline of paper between neighbours, but never a bar too thin to see.
        var width = Math.Max(0.8, end - x - (end - x > 3 ? 1 : 0));
        var height = pitch - (pitch > 8 ? 3 : 1);
        var task = row is { } known ? run.Source.Tasks[known] : null;
        if (task is not null)
        {
            plot.Link($"t{row}", isFirst ? $"b{row}" : null, isTabStop: false);
        }

        var label = task?.Label ?? run.Source.Groups[span.Mark.Group].Name;
        plot.Rect(x, y, width, height, span.Style, Hover(span, label));
        if (height >= 13 && width > (label.Length * LabelCharacterWidth) + 10)
        {
            plot.Text(x + 5, y + (height / 2) + 4, label, span.Style == "off" ? "bar-label on-off" : "bar-label");
        }

        if (task is not null)
        {
            plot.EndLink();
        }
    }

    private static string Hover(AttemptSpan span, string label)
    {
        var outcome = span.Outcome switch
        {
            MarkOutcome.Failed => "failed",
            MarkOutcome.Stopped => "cancelled",
            _ => "succeeded",
        };
        return $"{label} · {outcome} · {Quantity.Duration(span.Seconds)} · starts at {Quantity.Duration(span.Start)}";
    }

    private static string Caption(RunView run, int drawn, int lanes, int shown)
    {
        var all = run.Source.Attempts;
        var part = drawn < all ? $"{Quantity.Count(drawn)} of " : "";
        var cell = Quantity.Duration(run.AxisSeconds / GanttRaster.Columns);
        var from = shown < lanes ? $", those in {shown} of {Quantity.Count(lanes, "lane")}, evenly chosen" : "";
        return drawn > BarsMax
            ? $"{part}{Quantity.Count(all, "attempt")}{from}: too many for a bar each, "
                + $"so every cell is {cell} of one lane, in the colour of what took most of it, or of failure where "
                + "that was a tenth or more; pale where the lane was mostly idle. Bars on top have rows below."
            : $"{part}{Quantity.Count(all, "attempt")}{from}; one bar each, which leads to the row of its task.";
    }
}
