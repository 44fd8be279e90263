using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report.Pages;

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
        var links = page.Append('\n').Length;
        if (run.Spans.Count == 0)
        {
            page.Append("\n<p class=\"empty\">No attempt has ended, so there is nothing to plot.</p>");
        }

        FailureSection.Append(page.Append('\n'), run);
        SkippedSection.Append(page.Append('\n'), run);
        if (run.Spans.Count > 0)
        {
            SummaryTiles.Append(page.Append('\n'), run);
        }

        GraphSection.Append(page.Append('\n'), run);
        SweepSection.Append(page.Append('\n'), run);
        if (run.Spans.Count > 0)
        {
            TimeSections.Append(page, run);
            SlowestTable.Append(page.Append('\n'), run);
        }

        GroupTable.Append(page.Append('\n'), run);
        TaskTable.Append(page.Append('\n'), run);
        page.Append($"\n<footer>Written by rota {SafeText.Escape(data.RotaVersion, 60)}. Times are counted from ")
            .Append($"{run.Origin.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.</footer>\n</main></body></html>\n");
        return page.Insert(links, PageLinks.Of(page)).ToString();
    }
}
