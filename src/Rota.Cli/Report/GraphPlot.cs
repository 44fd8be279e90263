using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>
/// The entries of a job from top to bottom, each level below what it needs: boxes with a bar of their tasks by state,
/// and lines from what is needed; one that keeps tasks from running is strong.
/// </summary>
internal static class GraphPlot
{
    private const int BoxWidth = 172;
    private const int BoxHeight = 62;
    private const int GapAcross = 20;
    private const int GapDown = 46;
    private const int Margin = 6;
    private const int AcrossMax = 5;
    private const int NameMax = 22;

    /// <summary>The drawing.</summary>
    /// <param name="graph">What is drawn.</param>
    /// <param name="targetOf">Where a box leads to; null for nowhere.</param>
    public static string Draw(NeedGraph graph, Func<int, string?> targetOf)
    {
        var layout = new GraphLayout(graph, AcrossMax);
        var width = (layout.Columns * (BoxWidth + GapAcross)) - GapAcross + (2 * Margin);
        var height = (layout.Rows * (BoxHeight + GapDown)) - GapDown + (2 * Margin);
        var plot = new SvgPlot(width, height, Description(graph), isPicture: false, isNatural: true);
        (double X, double Y) At(int box)
        {
            var (column, row) = layout.At(box);
            return (Margin + (column * (BoxWidth + GapAcross)), Margin + (row * (BoxHeight + GapDown)));
        }

        foreach (var edge in graph.Edges.OrderBy(edge => edge.Blocks))
        {
            DrawEdge(plot, graph, edge, At(edge.From), At(edge.To));
        }

        for (var box = 0; box < graph.Boxes.Count; box++)
        {
            var (x, y) = At(box);
            if (targetOf(box) is { } target)
            {
                plot.Link(target, null, isTabStop: true);
                DrawBox(plot, graph.Boxes[box], x, y);
                plot.EndLink();
            }
            else
            {
                DrawBox(plot, graph.Boxes[box], x, y);
            }
        }

        return plot.Finish();
    }

    private static void DrawEdge(
        SvgPlot plot,
        NeedGraph graph,
        GraphEdge edge,
        (double X, double Y) from,
        (double X, double Y) to
    )
    {
        var (x1, y1) = (from.X + (BoxWidth / 2.0), from.Y + BoxHeight);
        var (x2, y2) = (to.X + (BoxWidth / 2.0), to.Y);
        var bend = Math.Max(GapDown * 0.6, (y2 - y1) * 0.5);
        var path = new StringBuilder(
            $"M{SvgPlot.At(x1)} {SvgPlot.At(y1)}C{SvgPlot.At(x1)} {SvgPlot.At(y1 + bend)} "
        ).Append($"{SvgPlot.At(x2)} {SvgPlot.At(y2 - bend)} {SvgPlot.At(x2)} {SvgPlot.At(y2 - 5)}");
        plot.Path(path, edge.Blocks ? "edge blocks" : "edge");
        var tip = new StringBuilder(
            $"M{SvgPlot.At(x2 - 4)} {SvgPlot.At(y2 - 7)}L{SvgPlot.At(x2)} {SvgPlot.At(y2)}"
        ).Append($"L{SvgPlot.At(x2 + 4)} {SvgPlot.At(y2 - 7)}Z");
        plot.Path(tip, edge.Blocks ? "tip blocks" : "tip");
        var words = (edge.Blocks, edge.Condition) switch
        {
            (true, { } condition) => $"blocks: if {condition}",
            (true, null) => "blocks",
            (false, { } condition) => $"if {condition}",
            _ => null,
        };
        if (words is not null && graph.Boxes[edge.From].Level + 1 == graph.Boxes[edge.To].Level)
        {
            plot.Text((x1 + x2) / 2, ((y1 + y2) / 2) + 4, words, "note mid halo");
        }
    }

    private static void DrawBox(SvgPlot plot, GraphBox box, double x, double y)
    {
        var worst = StateMark.StyleOf(box.Counts.Count == 0 ? "waiting" : box.Counts[0].Key);
        plot.Rect(x, y, BoxWidth, BoxHeight, $"box {worst}", Hover(box));
        plot.Text(x + 10, y + 20, Short(Named(box)), "name");
        plot.Text(x + 10, y + 38, Short(Words(box) + (box.IsFinally ? " · finally" : "")), "count");
        var at = x + 10;
        foreach (var (state, count) in box.Counts)
        {
            // A lone failure among a million still has a sliver.
            var width = Math.Max(2, (BoxWidth - 20.0) * count / Math.Max(box.Tasks, 1));
            width = Math.Min(width, x + BoxWidth - 10 - at);
            plot.Rect(at, y + BoxHeight - 15, Math.Max(0, width - 1), 7, $"part {StateMark.StyleOf(state)}");
            at += width;
        }
    }

    private static string Named(GraphBox box) =>
        box.Entries == 1 ? box.Name : $"{box.Name} × {Quantity.Count(box.Entries)}";

    /// <summary>What a box says below its name: the states that need a person first.</summary>
    private static string Words(GraphBox box) =>
        box.Counts is [(var only, var all)]
            ? $"{StateMark.SignOf(StateMark.StyleOf(only))} {(all == 1 ? only : $"{Quantity.Count(all)} {only}")}"
            : string.Join(
                "  ",
                box.Counts.Select(one => $"{StateMark.SignOf(StateMark.StyleOf(one.Key))} {Quantity.Count(one.Value)}")
            );

    private static string Hover(GraphBox box) =>
        $"{Named(box)}: "
        + string.Join(", ", box.Counts.Select(one => $"{Quantity.Count(one.Value)} {one.Key}"))
        + (box.IsFinally ? "; runs once all others have ended" : "");

    private static string Description(NeedGraph graph) =>
        $"Graph of needs: {Quantity.Count(graph.Boxes.Count, "box")}, {Quantity.Count(graph.Edges.Count, "need")}, "
        + $"{Quantity.Count(graph.Edges.Count(edge => edge.Blocks))} block. The table of entries says the same.";

    private static string Short(string text) => text.Length > NameMax ? text[..(NameMax - 1)] + "…" : text;
}
