using Rota.App.Markup;
using Rota.App.Watching;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>How the state stands.</summary>
internal static class OverviewPage
{
    private const int Rows = 20;

    public static PlainPage Of(Call call)
    {
        using var reader = new OverviewReader(call.Site);
        var overview = reader.Read(new OverviewRequest(Rows, Rows, Rows));
        var course = call.Course.Newest(1);
        var page = new PlainPage("Overview");
        page.Html.Append(
            $"<p class=\"lead\">{Quantity.Count(course.Now.Running)} running, "
                + $"{Quantity.Count(course.Now.Waiting)} waiting, "
                + $"{Quantity.Count(course.Now.Held)} held, {Quantity.Count(course.Now.Lost)} lost in "
                + $"{Quantity.Count(overview.OpenJobs, "open job")}; {Quantity.Count(course.FailedOfDay)} failed "
                + $"since {PlainParts.At(course.Since)}.</p>\n"
        );
        if (course.OldestWaiting is { } waiting)
        {
            page.Html.Append(
                $"<p>{PlainParts.Link("jobs", waiting.Task.Split('.')[0], waiting.Name)} has waited since "
                    + $"{PlainParts.At(waiting.Since)}: "
                    + $"{SafeText.Isolate(waiting.Why ?? "it starts as soon as there is room", 300)}</p>\n"
            );
        }

        Jobs(page, overview);
        Running(page, overview);
        Failures(page, overview);
        page.Command("The same in a terminal:", "rota top");
        return page;
    }

    private static void Jobs(PlainPage page, Overview overview)
    {
        page.Html.Append("<h2>Jobs</h2>");
        var table = new HtmlTable(
            page.Html,
            "Jobs",
            HtmlColumn.Number("job"),
            new HtmlColumn("name"),
            new HtmlColumn("state"),
            new HtmlColumn("progress"),
            HtmlColumn.Number("failed")
        );
        foreach (var job in overview.Jobs)
        {
            table.Row(
                PlainParts.Link("jobs", $"{job.Id}"),
                SafeText.Isolate(job.Name, 80),
                PlainParts.State(job.StateWords),
                PlainParts.Progress(job.Done, job.Total),
                PlainParts.Number(job.Failed)
            );
        }

        table.End();
    }

    private static void Running(PlainPage page, Overview overview)
    {
        page.Html.Append("<h2>Running tasks</h2>");
        var table = new HtmlTable(
            page.Html,
            "Running tasks",
            new HtmlColumn("task"),
            new HtmlColumn("started"),
            new HtmlColumn("says")
        );
        foreach (var task in overview.Running)
        {
            table.Row(
                PlainParts.Link("tasks", task.Address, task.Label),
                PlainParts.At(task.Started),
                SafeText.Isolate(task.Progress, 200)
            );
        }

        table.End();
    }

    private static void Failures(PlainPage page, Overview overview)
    {
        page.Html.Append("<h2>Latest failures</h2>");
        var table = new HtmlTable(
            page.Html,
            "Latest failures",
            new HtmlColumn("task"),
            new HtmlColumn("ended"),
            new HtmlColumn("how"),
            new HtmlColumn("why")
        );
        foreach (var failure in overview.Failures)
        {
            table.Row(
                PlainParts.Link("tasks", failure.Address, failure.Label),
                PlainParts.At(failure.Ended),
                PlainParts.State(failure.State.WireName()) + " " + SafeText.Escape(failure.Ending, 60),
                SafeText.Isolate(failure.Reason, 200)
            );
        }

        table.End();
    }
}
