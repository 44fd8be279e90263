using System.Text;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>The attempts that took longest: where a shorter run has to begin.</summary>
internal static class SlowestTable
{
    private const int RowsMax = 12;

    /// <summary>Appends the table.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var slowest = run.Spans.OrderByDescending(span => span.Seconds).Take(RowsMax).ToArray();
        var longest = Math.Max(slowest[0].Seconds, 1e-9);
        var isReplay = slowest.Any(span => span.Attempt.RecordedSeconds is not null);
        page.Append("<section><h2>Slowest attempts</h2><div class=\"wide\"><table><thead><tr>")
            .Append("<th>Task</th><th>Ended by</th>")
            .Append("<th class=\"n\">Started at</th><th class=\"n\">Duration</th>")
            .Append("<th class=\"bars\"><span class=\"hidden\">Share of the longest</span></th>")
            .Append(isReplay ? "<th class=\"n\">Recorded</th>" : "")
            .Append("<th class=\"n\">CPU</th><th class=\"n\">Peak memory</th></tr></thead><tbody>");
        foreach (var span in slowest)
        {
            var attempt = span.Attempt;
            var number = attempt.Number > 1 ? $" <span class=\"dim\">attempt {attempt.Number}</span>" : "";
            var cpu = span.Seconds > 0 ? Quantity.Percent(attempt.CpuSeconds / span.Seconds) : "–";
            page.Append($"<tr><td class=\"name\">{SafeText.Isolate(attempt.Label, 80)}{number}</td>")
                .Append($"<td class=\"nowrap{(span.Outcome == Outcome.Failed ? " bad-text" : "")}\">")
                .Append($"{SafeText.Escape(FailureTable.Cause(attempt))}</td>")
                .Append($"<td class=\"n\">{Quantity.Duration(span.Start)}</td>")
                .Append($"<td class=\"n\">{Quantity.Duration(span.Seconds)}</td>")
                .Append($"<td class=\"bars\">{Bar(span, longest)}</td>")
                .Append(isReplay ? $"<td class=\"n\">{Recorded(attempt)}</td>" : "")
                .Append($"<td class=\"n\">{cpu}</td><td class=\"n\">{Peak(attempt.PeakMemoryBytes)}</td></tr>");
        }

        page.Append("</tbody></table></div></section>");
    }

    /// <summary>An amount of memory, or a dash where it was not measured.</summary>
    public static string Peak(double bytes) => bytes > 0 ? Quantity.Bytes(bytes) : "–";

    private static string Recorded(ReportAttempt attempt) =>
        attempt.RecordedSeconds is { } seconds ? Quantity.Duration(seconds) : "–";

    private static string Bar(AttemptSpan span, double longest) =>
        "<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect height=\"8\" "
        + $"width=\"{SvgPlot.At(span.Seconds / longest * 100)}\" class=\"{span.Mark}\"/></svg>";
}
