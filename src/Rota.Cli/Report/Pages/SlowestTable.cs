using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;

namespace Rota.Cli.Report.Pages;

/// <summary>The attempts that took longest: where a shorter run has to begin.</summary>
internal static class SlowestTable
{
    private const int RowsMax = 12;

    /// <summary>Appends the table.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var slowest = run.Source.Slowest.Take(RowsMax).ToArray();
        if (slowest.Length < 2)
        {
            return;
        }

        var longest = Math.Max(SecondsOf(slowest[0]), 1e-9);
        var isReplay = slowest.Any(attempt => attempt.RecordedSeconds is not null);
        page.Append("<section><h2>Slowest attempts</h2>");
        var table = new HtmlTable(
            page,
            "Slowest attempts",
            [
                new HtmlColumn("Task", "name"),
                new HtmlColumn("Ended by"),
                HtmlColumn.Number("Started at"),
                HtmlColumn.Number("Duration"),
                new HtmlColumn("Of the longest", "bars"),
                .. isReplay ? [HtmlColumn.Number("Recorded")] : Array.Empty<HtmlColumn>(),
                HtmlColumn.Number("CPU"),
                HtmlColumn.Number("Peak memory"),
            ]
        );
        foreach (var attempt in slowest)
        {
            var seconds = SecondsOf(attempt);
            var number = attempt.Number > 1 ? $" <span class=\"dim\">attempt {attempt.Number}</span>" : "";
            var label = SafeText.Isolate(attempt.Label, 80);
            table.Row([
                (run.RowOf(attempt.Place) is { } row ? $"<a href=\"#t{row}\">{label}</a>" : label) + number,
                StateMark.Of(attempt.State) + (attempt.State == "failed" ? $" {SafeText.Escape(attempt.Ending)}" : ""),
                Quantity.Duration((attempt.Started - run.Origin).TotalSeconds),
                Quantity.Duration(seconds),
                Bar(attempt, seconds / longest),
                .. isReplay ? [Recorded(attempt)] : Array.Empty<string>(),
                seconds > 0 ? Quantity.Percent(attempt.CpuSeconds / seconds) : "–",
                Quantity.Peak(attempt.PeakMemoryBytes),
            ]);
        }

        table.End();
        page.Append("</section>");
    }

    private static double SecondsOf(ReportAttempt attempt) =>
        Math.Max(0, (attempt.Ended - attempt.Started).TotalSeconds);

    private static string Recorded(ReportAttempt attempt) =>
        attempt.RecordedSeconds is { } seconds ? Quantity.Duration(seconds) : "–";

    private static string Bar(ReportAttempt attempt, double share) =>
        $"<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"img\" "
        + $"aria-label=\"{Quantity.Percent(share)}\">"
        + $"<rect height=\"8\" width=\"{SvgPlot.At(share * 100)}\" "
        + $"class=\"part {StateMark.StyleOf(attempt.State)}\"/></svg>";
}
