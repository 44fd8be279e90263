using System.Text;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>
/// One self-contained HTML page about one job: no network, no script, readable in any browser and by a screen reader.
/// </summary>
public static class ReportPage
{
    /// <summary>Renders the page. Pure: the same data give the same bytes.</summary>
    /// <param name="data">What to show.</param>
    /// <returns>A whole HTML document.</returns>
    public static string Render(ReportData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var run = new RunView(data);
        var page = new StringBuilder(capacity: 256 * 1024);
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append(PageHead.Policy)
            .Append($"<title>{SafeText.Escape(data.Name, 80)} · job {data.JobId} ")
            .Append($"{SafeText.Escape(data.State, 40)} · rota</title>")
            .Append("<style>")
            .Append(PageHead.Style)
            .Append("</style></head><body><main>\n");
        PageHeader.Append(page, run);
        if (run.Spans.Length == 0)
        {
            page.Append("\n<p class=\"empty\">No attempt has ended, so there is nothing to plot.</p>");
        }
        else
        {
            SummaryTiles.Append(page.Append('\n'), run);
            FailureTable.Append(page.Append('\n'), run);
            SweepSection.Append(page.Append('\n'), run);
            AppendPlots(page, run);
            SlowestTable.Append(page.Append('\n'), run);
        }

        GroupTable.Append(page.Append('\n'), run);
        page.Append($"\n<footer>Written by rota {SafeText.Escape(data.RotaVersion, 60)}. Times are counted from ")
            .Append($"{run.Origin.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.</footer>\n</main></body></html>\n");
        return page.ToString();
    }

    private static void AppendPlots(StringBuilder page, RunView run)
    {
        page.Append("<section><h2>Tasks over time</h2>");
        AppendLegend(page, run);
        page.Append($"<div class=\"plot\">{TimelinePlot.Draw(run)}</div></section>\n");

        var (gantt, caption) = GanttPlot.Draw(run);
        page.Append($"<section><h2>Attempts in lanes</h2><p class=\"sub\">{caption}</p>")
            .Append($"<div class=\"plot\">{gantt}</div></section>\n");

        page.Append("<div class=\"pair\"><section><h2>Duration of attempts</h2>")
            .Append($"<div class=\"plot\">{HistogramPlot.DrawDurations(run)}</div></section>");
        if (run.Memory.Length > 0)
        {
            page.Append("<section><h2>Peak memory of attempts</h2>")
                .Append($"<div class=\"plot\">{HistogramPlot.DrawMemory(run)}</div></section>");
        }

        page.Append("</div>");
    }

    private static void AppendLegend(StringBuilder page, RunView run)
    {
        var families = run.Families;
        page.Append("<ul class=\"legend\">");
        foreach (var family in families.Colored)
        {
            page.Append($"<li><i class=\"key g{families.ColorOf(family)}\"></i>{SafeText.Isolate(family, 40)}</li>");
        }

        if (families.Names.Count > Families.ColorCount)
        {
            page.Append($"<li><i class=\"key g{Families.ColorCount}\"></i>")
                .Append($"{Quantity.Count(families.Names.Count - Families.ColorCount, "other")}</li>");
        }

        page.Append("</ul>");
    }
}
