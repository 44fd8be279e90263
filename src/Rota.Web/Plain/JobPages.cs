using Rota.App.Failing;
using Rota.App.Finding;
using Rota.App.Jobs;
using Rota.App.Markup;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.Plain;

/// <summary>Jobs, and one of them with its tasks.</summary>
internal static class JobPages
{
    private const int Rows = 100;

    /// <summary>What lists on these pages can be asked.</summary>
    public static readonly IReadOnlyList<Parameter> Query =
    [
        new("filter", "which rows: state:failed dur:>10m sort:-started"),
        new("page_token", "the next of the page before"),
    ];

    public static PlainPage List(Call call)
    {
        var jobs = JobCases.List(
            call.Site,
            new JobListRequest(Rows, new Dictionary<string, string>()) { Page = PageOf(call) }
        );
        var page = new PlainPage("Jobs");
        Filter(page, call);
        var table = new HtmlTable(
            page.Html,
            "Jobs",
            HtmlColumn.Number("job"),
            new HtmlColumn("name"),
            new HtmlColumn("state"),
            new HtmlColumn("progress"),
            HtmlColumn.Number("failed"),
            new HtmlColumn("submitted"),
            HtmlColumn.Number("took")
        );
        foreach (var job in jobs.Jobs)
        {
            table.Row(
                PlainParts.Link("jobs", $"{job.Id}"),
                SafeText.Isolate(job.Name, 80),
                PlainParts.State(job.StateWords),
                PlainParts.Progress(job.States.Where(one => one.Key.IsTerminal()).Sum(one => one.Value), job.Total),
                PlainParts.Number(job.Failed),
                PlainParts.At(job.Submitted),
                PlainParts.Duration(job.Seconds)
            );
        }

        table.End();
        More(page, call, "/jobs", jobs.Next, jobs.Complete);
        page.Command("Submit one:", "rota submit JOB.yaml");
        return page;
    }

    public static PlainPage One(Call call)
    {
        var status = JobCases.Status(call.Site, call.Path("job"));
        var job = status.Job;
        var page = new PlainPage($"{job.Id} {job.Name}");
        page.Html.Append(
            $"<p class=\"lead\">{PlainParts.State(job.StateWords)} {PlainParts.Progress(job.States.Where(one => one.Key.IsTerminal()).Sum(one => one.Value), job.Total)}, "
                + $"{Quantity.Count(job.Failed)} failed; took {PlainParts.Duration(job.Seconds)}, "
                + $"submitted {PlainParts.At(job.Submitted)}, queue {SafeText.Isolate(job.Queue ?? "none", 60)}, priority {job.Priority}</p>\n"
        );
        if ((job.Reason ?? status.Note) is { } note)
        {
            page.Html.Append($"<p>{SafeText.Isolate(note, 400)}</p>\n");
        }

        Failures(page, call, job.Id);
        page.Html.Append("<h2>Tasks</h2>");
        Filter(page, call);
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
        var tasks = TaskCases.List(call.Site, new TaskListRequest($"{job}", null) { Page = PageOf(call) });
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
        More(page, call, $"/jobs/{job}", tasks.Next, tasks.Complete);
    }

    private static PageRequest PageOf(Call call) =>
        new()
        {
            Filter = call.Query("filter") ?? "",
            Limit = Rows,
            After = call.Query("page_token"),
        };

    private static void Filter(PlainPage page, Call call) =>
        page.Html.Append(
            "<form method=\"get\"><label>Filter <input name=\"filter\" size=\"48\" value=\""
                + $"{SafeText.Escape(call.Query("filter"), 1_000)}\" placeholder=\"state:failed dur:&gt;10m\"></label> "
                + "<button>Show</button></form>\n"
        );

    private static void More(PlainPage page, Call call, string path, string? next, bool isComplete)
    {
        if (!isComplete)
        {
            page.Html.Append("<p>The search ended before all were looked at: narrow the filter.</p>\n");
        }

        if (next is not null)
        {
            var query = $"?filter={Uri.EscapeDataString(call.Query("filter") ?? "")}&page_token={Uri.EscapeDataString(next)}";
            page.Html.Append($"<p><a href=\"{PlainPage.Root}{path}{SafeText.Escape(query, 4_000)}\">More</a></p>\n");
        }
    }
}
