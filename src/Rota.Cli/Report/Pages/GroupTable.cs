using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report.Pages;

/// <summary>One row for each task entry, or family of them: counts, what it needs, durations, CPU, memory.</summary>
internal static class GroupTable
{
    /// <summary>Name of the section as a place.</summary>
    public const string Place = "entries";

    private const int RowsMax = 60;
    private const int NeedsMax = 3;
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

    /// <summary>Appends the table.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var groups = run.Source.Groups;
        var families = groups.GroupBy(group => run.Families.Of(group.Name), StringComparer.Ordinal).ToArray();

        // Columns that are zero everywhere say nothing.
        string[] states = [.. GraphBox.CountsOf(groups).Select(state => state.Key)];
        var hasNeeds = groups.Any(group => group.Needs.Count > 0) && !run.Families.Folds;
        page.Append($"<section id=\"{Place}\"><h2>Task entries</h2>");
        if (run.Families.Folds)
        {
            page.Append($"<p class=\"sub\">{Quantity.Count(groups.Count, "task entry")}; ")
                .Append("those whose names differ only in a number are one row.</p>");
        }

        var table = new HtmlTable(
            page,
            "Task entries",
            [
                new HtmlColumn("Entry", "name"),
                .. hasNeeds ? [new HtmlColumn("Needs", "reason")] : Array.Empty<HtmlColumn>(),
                HtmlColumn.Number("Tasks"),
                .. states.Select(HtmlColumn.Number),
                .. Measures.Select(HtmlColumn.Number),
            ]
        );
        foreach (var (row, family) in families.Take(RowsMax).Index())
        {
            ReportGroup[] entries = [.. family];
            var counts = GraphBox.CountsOf(entries).ToDictionary(StringComparer.Ordinal);
            table.Place(
                $"g{row}",
                [
                    $"<i class=\"key g{run.Families.ColorOf(family.Key)}\"></i>{SafeText.Isolate(family.Key, 80)}",
                    .. hasNeeds ? [Needs(groups, entries)] : Array.Empty<string>(),
                    Quantity.Count(entries.Sum(group => group.Total)),
                    .. states.Select(state => Count(state, counts.GetValueOrDefault(state))),
                    .. Measured(run, family.Key, entries),
                ]
            );
        }

        table.End();
        if (families.Length > RowsMax)
        {
            page.Append($"<p class=\"sub\">{Quantity.Count(families.Length - RowsMax, "more entry")}: ")
                .Append($"<code>rota status {run.Source.JobId}</code></p>");
        }

        page.Append("</section>");
    }

    private static string Needs(IReadOnlyList<ReportGroup> groups, ReportGroup[] entries)
    {
        var needs = entries.SelectMany(entry => entry.Needs).ToArray();
        if (needs.Length == 0)
        {
            return entries[0].IsFinally ? "<span class=\"dim\">the end of all others</span>" : "–";
        }

        var named = needs
            .Take(NeedsMax)
            .Select(need => $"{SafeText.Isolate(groups[need.Group].Name, 40)}{Condition(need)}");
        return string.Join(", ", named)
            + (needs.Length > NeedsMax ? $" and {Quantity.Count(needs.Length - NeedsMax)} more" : "");
    }

    private static string Condition(ReportNeed need) =>
        (need.Condition == "succeeded" ? "" : $" ({need.Condition})") + (need.Blocks ? " <b>blocks</b>" : "");

    private static string Count(string state, long count) =>
        count > 0 && (state is "failed" or "lost") ? $"<b>{Quantity.Count(count)}</b>" : Quantity.Count(count);

    private static string[] Measured(RunView run, string family, ReportGroup[] entries)
    {
        var attempts = entries.Sum(entry => entry.Attempts);
        double[] seconds =
        [
            .. run
                .Spans.Where(span => run.Families.Of(run.Source.Groups[span.Mark.Group].Name) == family)
                .Select(span => span.Seconds)
                .Order(),
        ];
        if (seconds.Length == 0)
        {
            return [Quantity.Count(attempts), .. Enumerable.Repeat("–", Measures.Length - 1)];
        }

        return
        [
            Quantity.Count(attempts),
            Quantity.Duration(RunView.Quantile(seconds, 0.5)),
            Quantity.Duration(RunView.Quantile(seconds, 0.95)),
            Quantity.Duration(seconds[^1]),
            Quantity.Duration(entries.Sum(entry => entry.TaskSeconds)),
            Quantity.Duration(entries.Sum(entry => entry.CpuSeconds)),
            Quantity.Peak(entries.Max(entry => entry.PeakMemoryBytes)),
        ];
    }
}
