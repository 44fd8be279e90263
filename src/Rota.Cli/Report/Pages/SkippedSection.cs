using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report.Pages;

/// <summary>What never ran, and why.</summary>
internal static class SkippedSection
{
    /// <summary>Name of the section as a place.</summary>
    public const string Place = "skipped";

    private const int RowsMax = 40;

    /// <summary>Appends the section; nothing when nothing was skipped.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var reasons = run
            .Source.Groups.Index()
            .Where(group => group.Item.Skipped > 0)
            .GroupBy(group => group.Item.WhySkipped ?? run.Source.Reason ?? "", StringComparer.Ordinal)
            .OrderByDescending(reason => reason.Sum(group => group.Item.Skipped))
            .ToArray();
        if (reasons.Length == 0)
        {
            return;
        }

        page.Append($"<section id=\"{Place}\"><h2>Skipped</h2><p class=\"sub\">Tasks that never ran, and why.</p>");
        var table = new HtmlTable(
            page,
            "Skipped tasks",
            new HtmlColumn("Entry", "name"),
            HtmlColumn.Number("Tasks"),
            new HtmlColumn("Because", "reason")
        );
        foreach (var reason in reasons.Take(RowsMax))
        {
            var names = reason
                .Take(4)
                .Select(group =>
                    $"<a href=\"#g{run.Families.RowOf(group.Item.Name)}\">{SafeText.Isolate(group.Item.Name, 60)}</a>"
                );
            var more = reason.Count() > 4 ? $" and {Quantity.Count(reason.Count() - 4, "more entry")}" : "";
            table.Row(
                string.Join(", ", names) + more,
                Quantity.Count(reason.Sum(group => group.Item.Skipped)),
                reason.Key.Length == 0 ? "<span class=\"dim\">its job ended</span>" : SafeText.Isolate(reason.Key, 300)
            );
        }

        table.End();
        if (reasons.Length > RowsMax)
        {
            page.Append($"<p class=\"sub\">and for {Quantity.Count(reasons.Length - RowsMax, "more reason")}: ")
                .Append($"<code>rota tasks {run.Source.JobId} state:skipped</code></p>");
        }

        page.Append("</section>");
    }
}
