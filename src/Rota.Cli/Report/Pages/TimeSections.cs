using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report.Pages;

/// <summary>The run in time: how many tasks ran, which attempt when, and how long they took.</summary>
internal static class TimeSections
{
    /// <summary>Name of the first section as a place.</summary>
    public const string Place = "time";

    /// <summary>Appends the sections.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        page.Append($"<section id=\"{Place}\"><h2>Tasks over time</h2>");
        AppendLegend(page, run);
        page.Append(PlotFrame.Of("Tasks over time", TimelinePlot.Draw(run))).Append("</section>\n");

        var (gantt, caption) = GanttPlot.Draw(run);
        page.Append($"<section><h2>Attempts in lanes</h2><p class=\"sub\">{caption}</p>")
            .Append(PlotFrame.Of("Attempts in lanes", gantt))
            .Append("</section>\n");

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
