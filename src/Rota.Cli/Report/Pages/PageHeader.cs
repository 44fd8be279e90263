using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;
using Rota.Core.Model;

namespace Rota.Cli.Report.Pages;

/// <summary>Name, state, the sentence most readers came for, and counts.</summary>
internal static class PageHeader
{
    private const int BarWidth = 1000;

    /// <summary>Appends the header.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var source = run.Source;
        var style = StateMark.StyleOf(source.State == "cancelled" ? "skipped" : source.State);
        page.Append($"<header><p class=\"over\">rota · job {source.JobId}</p><h1>{SafeText.Isolate(source.Name)} ")
            .Append($"<span class=\"state\"><i class=\"key {style}\"></i><span aria-hidden=\"true\">")
            .Append($"{StateMark.SignOf(style)}</span> {SafeText.Escape(source.State, 40)}</span></h1>");
        page.Append("<p class=\"lead\">").Append(Lead(run)).Append("</p>");
        if (!string.IsNullOrWhiteSpace(source.Reason))
        {
            page.Append($"<p class=\"why\">{SafeText.Isolate(source.Reason, 400)}</p>");
        }

        page.Append("<p class=\"facts\">").AppendJoin(" · ", Facts(source)).Append("</p>");
        AppendCounts(page, source.Groups);
        page.Append("</header>");
    }

    /// <summary>The answer in a sentence: how many failed and of what most, else how it went.</summary>
    private static string Lead(RunView run)
    {
        var tasks = run.Tasks;
        var all = Quantity.Count(tasks, "task");
        var took = run.WallSeconds > 0 ? $" in {Quantity.Duration(run.WallSeconds)}" : "";
        if (run.Source.Failures is { Tasks: > 0 and var failed, Groups: [var most, ..] groups })
        {
            var of =
                groups.Count == 1 && most.Tasks == failed
                    ? (failed == 1 ? "" : ", all of one cause")
                    : $", {Quantity.Count(most.Tasks)} of them of one cause";
            return $"<b>{Quantity.Count(failed)}</b> of {all} failed{of}: {SafeText.Escape(most.Ending, 60)}.";
        }

        var succeeded = run.Source.Groups.Sum(group => group.Succeeded);
        return succeeded == tasks
            ? $"<b>{(tasks == 1 ? "Its task" : $"All {all}")}</b> succeeded{took}."
            : $"<b>{Quantity.Count(succeeded)}</b> of {all} succeeded{took}; none failed.";
    }

    private static IEnumerable<string> Facts(ReportData source)
    {
        if (source.Submitted is { } submitted)
        {
            yield return $"submitted {Instant(submitted)}";
        }

        if (source.Started is { } started)
        {
            yield return $"started {Instant(started)}";
        }

        yield return source.Ended is { } ended ? $"ended {Instant(ended)}" : "not ended";
        yield return $"on {SafeText.Isolate(source.Host, 80)}";
        if (source.Slots > 0)
        {
            yield return Quantity.Count(source.Slots, "slot");
        }
    }

    private static void AppendCounts(StringBuilder page, IReadOnlyList<ReportGroup> groups)
    {
        var total = groups.Sum(group => group.Total);
        var counts = GraphBox.CountsOf(groups);
        if (total > 0)
        {
            // Widths are shares of the bar; a lone failure among a million still gets a visible sliver.
            page.Append($"<svg class=\"outcome\" viewBox=\"0 0 {BarWidth} 12\" preserveAspectRatio=\"none\" ")
                .Append("aria-hidden=\"true\">");
            var x = 0.0;
            foreach (var (state, count) in counts)
            {
                var width = Math.Min(Math.Max(4, (double)BarWidth * count / total), BarWidth - x);
                page.Append(
                        $"<rect x=\"{SvgPlot.At(x)}\" width=\"{SvgPlot.At(Math.Max(0, width - 2))}\" height=\"12\" "
                    )
                    .Append($"class=\"part {StateMark.StyleOf(state)}\"/>");
                x += width;
            }

            page.Append("</svg>");
        }

        page.Append($"<ul class=\"counts\"><li><b>{Quantity.Count(total)}</b> {Counted.Noun(total, "task")}</li>");
        foreach (var (state, count) in counts)
        {
            page.Append($"<li><b>{Quantity.Count(count)}</b> {StateMark.Of(state)}</li>");
        }

        page.Append("</ul>");
    }

    private static string Instant(DateTimeOffset instant) =>
        $"<time datetime=\"{instant.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z\">"
        + $"{instant.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</time>";
}
