using System.Text;
using Rota.App.Markup;
using Rota.Cli.Report;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>One self-contained page that puts strategies side by side.</summary>
internal static class PolicyPage
{
    /// <summary>The page.</summary>
    public static string Render(IReadOnlyList<PolicyResult> results)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append(PageHead.Policy)
            .Append($"<title>placement strategies · rota</title><style>{PageHead.Style}</style></head><body><main>\n")
            .Append("<h1>Placement strategies</h1>")
            .Append($"<p class=\"facts\">{SafeText.Escape(Facts(results[0].Settings), 600)}</p>\n");
        Table(page, results);
        page.Append("<section><h2>Response</h2><p class=\"sub\">In the unit of the service mean.</p>")
            .Append($"<div class=\"plot\">{PolicyPlot.Curves(results)}</div></section>\n")
            .Append("<section><h2>Distribution</h2><p class=\"sub\">At the highest load of each strategy.</p>")
            .Append($"<div class=\"plot\">{PolicyPlot.Tails(results)}</div></section>\n");
        return page.Append("<footer>Written by rota simulate policy.</footer>\n</main></body></html>\n").ToString();
    }

    private static string Facts(PolicySettings settings)
    {
        var work = settings.Trace is { } trace
            ? $"{Quantity.Count(trace.Jobs, "recorded job")} with {Quantity.Significant(trace.MeanTasks)} tasks on average"
            : $"{Quantity.Count(settings.TasksPerJob, "task")} a job, "
                + $"mean {Quantity.Significant(settings.Service.Mean)}";
        return $"{Quantity.Count(settings.Nodes, "node")} with {Quantity.Count(settings.Slots, "slot")}, "
            + $"{Quantity.Count(settings.Dispatchers, "dispatcher")}, delay {settings.Delay}, d {settings.D}, "
            + $"seed {settings.Seed}; {work}.";
    }

    private static void Table(StringBuilder page, IReadOnlyList<PolicyResult> results)
    {
        page.Append("<section><h2>Figures</h2><div class=\"wide\"><table><thead><tr>");
        foreach (var heading in PolicyTable.Headings)
        {
            page.Append($"<th>{SafeText.Escape(heading.ToLowerInvariant())}</th>");
        }

        page.Append("</tr></thead><tbody>");
        foreach (var result in results)
        {
            page.Append("<tr>");
            foreach (var (place, cell) in PolicyTable.Cells(result).Index())
            {
                page.Append($"<td{(place == 0 ? "" : " class=\"n\"")}>{SafeText.Escape(cell)}</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</tbody></table></div></section>\n");
    }
}
