using System.Text;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>One row for each task entry: counts, durations, CPU, memory.</summary>
internal static class GroupTable
{
    private const int RowsMax = 40;

    private static readonly string[] Measures =
    [
        "Attempts",
        "Median",
        "95 %",
        "Longest",
        "Task time",
        "CPU",
        "Peak memory",
    ];

    private static readonly (string Name, Func<ReportGroup, long> Count)[] Outcomes =
    [
        ("Succeeded", group => group.Succeeded),
        ("Failed", group => group.Failed),
        ("Cancelled", group => group.Cancelled),
        ("Skipped", group => group.Skipped),
        ("Lost", group => group.Lost),
    ];

    /// <summary>Appends the table.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var groups = run.Source.Groups;
        var families = groups.GroupBy(group => run.Families.Of(group.Name), StringComparer.Ordinal).ToArray();
        var spansOf = run.Spans.ToLookup(span => run.Families.Of(span.Attempt.Group), StringComparer.Ordinal);

        // Columns that are zero everywhere say nothing.
        var outcomes = Outcomes
            .Where(outcome => outcome.Name == "Succeeded" || groups.Any(group => outcome.Count(group) > 0))
            .ToArray();
        page.Append("<section><h2>Task groups</h2>");
        if (run.Families.Folds)
        {
            page.Append($"<p class=\"sub\">{Quantity.Count(groups.Count, "task entry")}; ")
                .Append("those whose names differ only in a number are one row.</p>");
        }

        page.Append("<div class=\"wide\"><table><thead><tr><th>Group</th><th class=\"n\">Tasks</th>");
        foreach (var (name, _) in outcomes)
        {
            page.Append($"<th class=\"n\">{name}</th>");
        }

        foreach (var name in Measures)
        {
            page.Append($"<th class=\"n\">{name}</th>");
        }

        page.Append("</tr></thead><tbody>");
        foreach (var family in families.Take(RowsMax))
        {
            page.Append($"<tr><td class=\"name\"><i class=\"key g{run.Families.ColorOf(family.Key)}\"></i>")
                .Append($"{SafeText.Isolate(family.Key, 80)}</td>")
                .Append($"<td class=\"n\">{Quantity.Count(family.Sum(group => group.Total))}</td>");
            foreach (var (name, count) in outcomes)
            {
                var sum = family.Sum(count);
                var style =
                    sum == 0 ? " dim"
                    : name is "Failed" or "Lost" ? " bad-text"
                    : "";
                page.Append($"<td class=\"n{style}\">{Quantity.Count(sum)}</td>");
            }

            AppendMeasures(page, [.. spansOf[family.Key]]);
        }

        page.Append("</tbody></table></div>");
        if (families.Length > RowsMax)
        {
            page.Append($"<p class=\"sub\">and {Quantity.Count(families.Length - RowsMax, "other group")}</p>");
        }

        page.Append("</section>");
    }

    private static void AppendMeasures(StringBuilder page, AttemptSpan[] spans)
    {
        page.Append($"<td class=\"n\">{Quantity.Count(spans.Length)}</td>");
        if (spans.Length == 0)
        {
            page.Insert(page.Length, "<td class=\"n dim\">–</td>", Measures.Length - 1).Append("</tr>");
            return;
        }

        double[] seconds = [.. spans.Select(span => span.Seconds).Order()];
        double[] shown =
        [
            RunView.Quantile(seconds, 0.5),
            RunView.Quantile(seconds, 0.95),
            seconds[^1],
            seconds.Sum(),
            spans.Sum(span => span.Attempt.CpuSeconds),
        ];
        foreach (var value in shown)
        {
            page.Append($"<td class=\"n\">{Quantity.Duration(value)}</td>");
        }

        page.Append($"<td class=\"n\">{SlowestTable.Peak(spans.Max(span => span.Attempt.PeakMemoryBytes))}</td></tr>");
    }
}
