using Rota.App.Failing;
using Rota.App.Jobs;
using Rota.App.Markup;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>One job with its tasks.</summary>
internal static class JobPage
{
    public static PlainPage Of(Call call)
    {
        var status = JobCases.Status(call.Site, call.Path("job"));
        var job = status.Job;
        var page = new PlainPage($"{job.Id} {job.Name}");
        page.Html.Append(
            $"<p class=\"lead\">{PlainParts.State(job.StateWords)} "
                + $"{PlainParts.Progress(JobPages.DoneOf(job), job.Total)}, "
                + $"{Quantity.Count(job.Failed)} failed; took {PlainParts.Duration(job.Seconds)}, "
                + $"submitted {PlainParts.At(job.Submitted)}, queue {SafeText.Isolate(job.Queue ?? "none", 60)}, "
                + $"priority {job.Priority}</p>\n"
        );
        if ((job.Reason ?? status.Note) is { } note)
        {
            page.Html.Append($"<p>{SafeText.Isolate(note, 400)}</p>\n");
        }

        Failures(page, call, job.Id);
        page.Html.Append("<h2>Tasks</h2>");
        JobPages.Filter(page, call);
        Tasks(page, call, job.Id);
        page.Command("Run what failed again:", $"rota rerun {job.Id} --failed");
        page.Command("Pause it:", $"rota pause {job.Id}");
        page.Command("Cancel it:", $"rota cancel {job.Id}");
        return page;
    }

    private static void Failures(PlainPage page, Call call, long job)
    {
        var failures = FailureCases.Of(call.Site, $"{job}");
        if (failures.Tasks == 0)
        {
            return;
        }

        page.Html.Append("<h2>Failures by cause</h2>");
        var table = new HtmlTable(
            page.Html,
            "Failures by cause",
            HtmlColumn.Number("tasks"),
            new HtmlColumn("how"),
            new HtmlColumn("message"),
            new HtmlColumn("one of them"),
            new HtmlColumn("run them again")
        );
        foreach (var group in failures.Groups)
        {
            table.Row(
                Quantity.Count(group.Tasks),
                SafeText.Escape(group.Ending, 60),
                SafeText.Isolate(group.Shape, 200),
                PlainParts.Link("tasks", group.Examples[0].Address, group.Examples[0].Label),
                $"<code>{SafeText.Escape(group.Rerun, 200)}</code>"
            );
        }

        table.End();
    }

    private static void Tasks(PlainPage page, Call call, long job)
    {
        var tasks = TaskCases.List(call.Site, new TaskListRequest($"{job}", null) { Page = JobPages.PageOf(call) });
        var table = new HtmlTable(
            page.Html,
            "Tasks",
            new HtmlColumn("task"),
            new HtmlColumn("state"),
            HtmlColumn.Number("attempt"),
            HtmlColumn.Number("took"),
            new HtmlColumn("ended with"),
            new HtmlColumn("says")
        );
        foreach (var task in tasks.Tasks)
        {
            table.Row(
                PlainParts.Link("tasks", task.Address, task.Label),
                PlainParts.State(task.State.WireName()),
                PlainParts.Number(task.Attempt),
                PlainParts.Duration(task.Seconds),
                PlainParts.Ending(task.ExitCode, task.Signal),
                SafeText.Isolate(task.Says, 200)
            );
        }

        table.End();
        JobPages.More(page, call, $"/jobs/{job}", tasks.Next, tasks.Complete);
    }
}
