using System.Text;
using Rota.App.Reporting;
using Rota.Core.Model;

namespace Rota.Cli.Report;

/// <summary>Name, state and counts: the answer most readers came for.</summary>
internal static class PageHeader
{
    /// <summary>Appends the header.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var source = run.Source;
        var (style, sign) = source.State switch
        {
            "succeeded" => ("good", "✓"),
            "failed" => ("bad", "✕"),
            "running" => ("live", "▸"),
            _ => ("off", "•"),
        };
        page.Append($"<header><p class=\"over\">rota · job {source.JobId}</p><h1>{SafeText.Isolate(source.Name)}")
            .Append($"<span class=\"state {style}\"><span aria-hidden=\"true\">{sign}</span> ")
            .Append($"{SafeText.Escape(source.State, 40)}</span></h1>");
        if (!string.IsNullOrWhiteSpace(source.Reason))
        {
            page.Append($"<p class=\"why\">{SafeText.Isolate(source.Reason, 400)}</p>");
        }

        page.Append("<p class=\"facts\">").AppendJoin(" · ", Facts(source)).Append("</p>");
        AppendCounts(page, source.Groups);
        page.Append("</header>");
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
        (string Word, string Style, long Count)[] counts =
        [
            ("succeeded", "good", groups.Sum(group => group.Succeeded)),
            ("failed", "bad", groups.Sum(group => group.Failed)),
            ("lost", "lost", groups.Sum(group => group.Lost)),
            ("cancelled", "off", groups.Sum(group => group.Cancelled)),
            ("skipped", "skip", groups.Sum(group => group.Skipped)),
        ];
        var open = total - counts.Sum(count => count.Count);
        var shown = counts.Append(("not ended", "open", open)).Where(count => count.Item3 > 0).ToArray();
        if (total > 0)
        {
            // Widths are shares of the bar; a lone failure among a million still gets a visible sliver.
            page.Append("<div class=\"outcome\" aria-hidden=\"true\">");
            foreach (var (_, style, count) in shown)
            {
                page.Append($"<i class=\"{style}\" style=\"flex-grow:{(double)count / total:0.######}\"></i>");
            }

            page.Append("</div>");
        }

        page.Append($"<ul class=\"counts\"><li><b>{Quantity.Count(total)}</b> {Counted.Noun(total, "task")}</li>");
        foreach (var (word, style, count) in shown)
        {
            page.Append($"<li><i class=\"key {style}\"></i><b>{Quantity.Count(count)}</b> {word}</li>");
        }

        page.Append("</ul>");
    }

    private static string Instant(DateTimeOffset instant) =>
        $"<time datetime=\"{instant.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z\">"
        + $"{instant.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</time>";
}
