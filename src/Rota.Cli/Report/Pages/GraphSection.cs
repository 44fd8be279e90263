using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report.Pages;

/// <summary>The graph of what needs what.</summary>
internal static class GraphSection
{
    /// <summary>Name of the section as a place.</summary>
    public const string Place = "graph";

    /// <summary>Appends the section; nothing where entries have no needs.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        if (run.Source.Graph is not { Edges.Count: > 0 } graph)
        {
            return;
        }

        page.Append($"<section id=\"{Place}\"><h2>Graph</h2><p class=\"sub\">{Caption(graph)}</p>")
            .Append(
                PlotFrame.Of("Graph of needs", GraphPlot.Draw(graph, box => TargetOf(run, graph, graph.Boxes[box])))
            )
            .Append("</section>");
    }

    private static string? TargetOf(RunView run, NeedGraph graph, GraphBox box) =>
        graph.Folding == GraphFolding.Entry && run.Families.RowOf(box.Name) is { } row ? $"g{row}" : null;

    private static string Caption(NeedGraph graph)
    {
        var blocking = graph.Edges.Count(edge => edge.Blocks);
        return (
                graph.Folding switch
                {
                    GraphFolding.Entry => "What is needed stands above what needs it.",
                    GraphFolding.Family => "Entries of a step whose names differ only in a number are one box.",
                    _ => "All entries of a step are one box.",
                }
            )
            + (blocking > 0 ? " A strong line keeps tasks from running." : "")
            + (graph.LevelsLeftOut > 0 ? $" {Quantity.Count(graph.LevelsLeftOut, "later step")} are left out." : "");
    }
}
