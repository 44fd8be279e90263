using Rota.App.Logs.Streams;
using Rota.App.Markup;
using Rota.App.Problems;
using Rota.App.Reporting;
using Rota.App.Tasks;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>One task, its attempts, and the last lines of what it wrote.</summary>
internal static class TaskPage
{
    private const int LinesMax = 100;
    private const int LineMax = 1_000;
    private const int BytesMax = 64 << 10;

    public static PlainPage Of(Call call)
    {
        var detail = TaskDetail.Of(call.Site, call.Path("task"));
        var task = detail.Task;
        var page = new PlainPage($"{detail.Job.Id}.{task.Label}");
        page.Html.Append(
            $"<p class=\"lead\">{PlainParts.State(task.State.WireName())} attempt {task.Attempt}, "
                + $"{PlainParts.Ending(task.ExitCode, task.Signal)}, took {PlainParts.Duration(task.Seconds)}; job "
                + $"{PlainParts.Link("jobs", $"{detail.Job.Id}", $"{detail.Job.Id} {detail.Job.Name}")}</p>\n"
        );
        if (task.Says is { } says)
        {
            page.Html.Append($"<p>{SafeText.Isolate(says, 400)}</p>\n");
        }

        page.Html.Append($"<h2>Command</h2><pre>{SafeText.Lines(detail.Command, 4_000)}</pre>")
            .Append($"<p>in {SafeText.Isolate(detail.Directory, 400)}</p>\n");
        Attempts(page, detail);
        Output(page, call, detail.Address, isErrors: true, "Last lines of standard error");
        Output(page, call, detail.Address, isErrors: false, "Last lines of standard output");
        page.Command("All of it:", $"rota logs {detail.Address}");
        page.Command("Why it stands as it does:", $"rota explain {detail.Address}");
        page.Command("Run it again:", $"rota rerun {detail.Address}");
        return page;
    }

    private static void Attempts(PlainPage page, TaskDetail detail)
    {
        page.Html.Append("<h2>Attempts that ended</h2>");
        var table = new HtmlTable(
            page.Html,
            "Attempts",
            HtmlColumn.Number("attempt"),
            new HtmlColumn("state"),
            new HtmlColumn("ended with"),
            new HtmlColumn("started"),
            HtmlColumn.Number("took"),
            HtmlColumn.Number("peak memory"),
            new HtmlColumn("why")
        );
        foreach (var attempt in detail.Attempts)
        {
            table.Row(
                $"{attempt.Attempt}",
                PlainParts.State(attempt.State.WireName()),
                PlainParts.Ending(attempt.ExitCode, attempt.Signal),
                PlainParts.At(attempt.Started),
                PlainParts.Duration((attempt.Ended - attempt.Started)?.TotalSeconds),
                Quantity.Peak(attempt.PeakMemoryBytes),
                SafeText.Isolate(attempt.Reason, 200)
            );
        }

        table.End();
    }

    private static void Output(PlainPage page, Call call, string address, bool isErrors, string title)
    {
        page.Html.Append($"<h2>{title}</h2>");
        try
        {
            using var stream = AttemptStream.Open(call.Site, new StreamRequest(address, isErrors));
            page.Html.Append("<pre>");
            foreach (var line in Last(stream))
            {
                page.Html.Append(SafeText.Isolate(TerminalText.Settled(line), LineMax)).Append('\n');
            }

            page.Html.Append("</pre>\n");
        }
        catch (ProblemException gone)
        {
            page.Html.Append($"<p>{SafeText.Isolate(gone.Problem.Detail, 400)}</p>\n");
        }
    }

    /// <summary>The first of them may be the end of a line.</summary>
    private static IEnumerable<string> Last(AttemptStream stream)
    {
        var from = Math.Max(0, stream.Length - BytesMax);
        var bytes = new byte[BytesMax];
        var read = stream.Read(bytes, from);
        return ByteText.Of(bytes.AsSpan(0, read)).TrimEnd('\n').Split('\n').TakeLast(LinesMax);
    }
}
