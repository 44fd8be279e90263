using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report.Pages;

/// <summary>Results against parameters: a heat map, parallel coordinates where there are more, and tables.</summary>
internal static class SweepSection
{
    /// <summary>Name of the first section as a place.</summary>
    public const string Place = "results";

    private const int RowsMax = 10;

    /// <summary>Appends a section for each entry whose results can be plotted; none where there is no such.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        foreach (var (position, sweep) in Sweep.Of(run.Source).Index())
        {
            var map = HeatMap.Of(sweep);
            page.Append(
                $"<section{(position == 0 ? $" id=\"{Place}\"" : "")}><h2>{SafeText.Isolate(sweep.Result, 60)} "
                    + $"of {SafeText.Isolate(sweep.Entry, 60)}</h2>"
            );
            if (map is not null)
            {
                AppendCaption(page, sweep);
                page.Append(PlotFrame.Of($"{sweep.Result} by {sweep.Parameters[0].Name}", map.Draw()));
                map.AppendTable(page);
            }

            if (map is null || sweep.Parameters.Length > 2)
            {
                page.Append("<p class=\"sub\">A line is a task; the stronger, the higher its result.");
                if (sweep.Points.Length > ParallelPlot.LinesMax)
                {
                    page.Append(
                        $" Of {Quantity.Count(sweep.Points.Length, "task")} the highest and the lowest are shown."
                    );
                }

                page.Append("</p>").Append(PlotFrame.Of($"{sweep.Result} by all parameters", ParallelPlot.Draw(sweep)));
            }

            AppendTable(page, sweep);
            page.Append("</section>\n");
        }
    }

    private static void AppendCaption(StringBuilder page, Sweep sweep)
    {
        var averaged = sweep.Parameters.Skip(2).Select(parameter => SafeText.Isolate(parameter.Name, 40)).ToArray();
        page.Append("<p class=\"sub\">")
            .Append(
                sweep.Parameters.Length > 1 ? $"By {SafeText.Isolate(sweep.Parameters[1].Name, 40)} (down) and " : "By "
            )
            .Append($"{SafeText.Isolate(sweep.Parameters[0].Name, 40)} (across); the darker, the higher.")
            .Append(averaged.Length == 0 ? "" : $" A cell is the mean over {string.Join(", ", averaged)}.")
            .Append("</p>");
    }

    private static void AppendTable(StringBuilder page, Sweep sweep)
    {
        var descending = sweep.Points.OrderByDescending(point => point.Value).ToArray();
        var low = Math.Max(RowsMax, descending.Length - RowsMax);
        page.Append("<div class=\"wide\"><table><thead><tr><th>Task, highest first</th>")
            .Append($"<th class=\"n\">{SafeText.Isolate(sweep.Result, 40)}</th></tr></thead><tbody>");
        foreach (var (rank, point) in descending.Index().Where(one => one.Index < RowsMax || one.Index >= low))
        {
            var skipped = rank == low && low > RowsMax ? $" <span class=\"dim\">({low - RowsMax} between)</span>" : "";
            page.Append($"<tr><td class=\"name\">{SafeText.Isolate(point.Label, 100)}{skipped}</td>")
                .Append($"<td class=\"n\">{Sweep.Write(point.Value)}</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }
}
