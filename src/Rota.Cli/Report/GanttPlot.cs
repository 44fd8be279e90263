namespace Rota.Cli.Report;

/// <summary>
/// Every attempt as a bar in time, packed into lanes. Beyond a few thousand, <see cref="GanttRaster"/> draws instead.
/// </summary>
internal static class GanttPlot
{
    /// <summary>Most attempts that get a bar of their own.</summary>
    public const int BarsMax = 2000;

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
            $"{Quantity.Count(run.Spans.Length, "attempt")} in time, packed into {Quantity.Count(lanes, "lane")}.";
        var plot = new SvgPlot(Width, (int)Math.Ceiling(bottom) + 28, description);
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

        (int Row, AttemptSpan Span)[] drawn =
        [
            .. laneOf
                .Zip(run.Spans)
                .Select(pair => (Row: RowOf(pair.First), Span: pair.Second))
                .Where(pair => pair.Row is not null)
                .Select(pair => (pair.Row!.Value, pair.Span)),
        ];
        if (drawn.Length > BarsMax)
        {
            var raster = new GanttRaster(shown, run.AxisSeconds);
            foreach (var (row, span) in drawn)
            {
                raster.Add(row, span);
            }

            raster.Draw(plot, Top, pitch);
        }
        else
        {
            foreach (var (row, span) in drawn)
            {
                DrawBar(plot, span, time, Top + (row * pitch), pitch);
            }
        }

        return (plot.Finish(), Caption(run, drawn.Length, lanes, shown));
    }

    private static void DrawBar(SvgPlot plot, AttemptSpan span, Axis time, double y, double pitch)
    {
        var (x, end) = (time.At(span.Start), time.At(span.End));
        // A hairline of paper between neighbours, but never a bar too thin to see.
        var width = Math.Max(0.8, end - x - (end - x > 3 ? 1 : 0));
        var height = pitch - (pitch > 8 ? 3 : 1);
        plot.Rect(x, y, width, height, span.Mark, $"{Hover(span)} · starts at {Quantity.Duration(span.Start)}");
        var label = span.Attempt.Label;
        if (height >= 13 && width > (label.Length * LabelCharacterWidth) + 10)
        {
            plot.Text(x + 5, y + (height / 2) + 4, label, "bar-label");
        }
    }

    private static string Hover(AttemptSpan span)
    {
        var attempt = span.Attempt;
        var number = attempt.Number > 1 ? $" attempt {attempt.Number}" : "";
        return $"{attempt.Label}{number} · {FailureTable.Cause(attempt)} · {Quantity.Duration(span.Seconds)}";
    }

    private static string Caption(RunView run, int drawn, int lanes, int shown)
    {
        var all = run.Spans.Length;
        var part = drawn < all ? $"{Quantity.Count(drawn)} of " : "";
        var cell = Quantity.Duration(run.AxisSeconds / GanttRaster.Columns);
        var from = shown < lanes ? $", those in {shown} of {Quantity.Count(lanes, "lane")}, evenly chosen" : "";
        return drawn > BarsMax
            ? $"{part}{Quantity.Count(all, "attempt")}{from}: too many for a bar each, "
                + $"so every cell is {cell} of one lane, "
                + "in the colour of what took most of it; red where a tenth or more of it went to failures, "
                + "pale where the lane was mostly idle."
            : $"{part}{Quantity.Count(all, "attempt")}{from}; one bar each.";
    }
}
