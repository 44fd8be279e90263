using Rota.App.Markup;
using Rota.App.Queues;
using Rota.App.Schedules;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>Queues and schedules.</summary>
internal static class SettingPages
{
    public static PlainPage Queues(Call call)
    {
        var page = new PlainPage("Queues");
        var table = new HtmlTable(
            page.Html,
            "Queues",
            new HtmlColumn("queue"),
            HtmlColumn.Number("running"),
            HtmlColumn.Number("limit"),
            HtmlColumn.Number("open jobs"),
            new HtmlColumn("state"),
            new HtmlColumn("open")
        );
        foreach (var queue in QueueCases.List(call.Site).Queues)
        {
            table.Row(
                SafeText.Isolate(queue.Name, 80),
                Quantity.Count(queue.Running),
                PlainParts.Number(queue.Concurrency),
                Quantity.Count(queue.OpenJobs),
                queue.Paused ? PlainParts.State("paused")
                    : queue.OpenNow == false ? "closed now"
                    : "takes tasks",
                queue.Open is { } hours
                    ? $"{SafeText.Isolate(hours, 120)} {SafeText.Isolate(queue.Timezone, 60)}"
                    : "always"
            );
        }

        table.End();
        page.Command("Set a limit:", "rota queue set NAME --concurrency 4");
        page.Command("Pause one:", "rota queue pause NAME");
        return page;
    }

    public static PlainPage Schedules(Call call)
    {
        var page = new PlainPage("Schedules");
        var table = new HtmlTable(
            page.Html,
            "Schedules",
            new HtmlColumn("schedule"),
            new HtmlColumn("state"),
            new HtmlColumn("cron"),
            new HtmlColumn("time zone"),
            new HtmlColumn("next"),
            new HtmlColumn("last run"),
            new HtmlColumn("why silent")
        );
        foreach (var schedule in ScheduleCases.List(call.Site).Schedules)
        {
            table.Row(
                SafeText.Isolate(schedule.Name, 80),
                PlainParts.State(schedule.State),
                SafeText.Isolate(schedule.Cron, 80),
                SafeText.Isolate(schedule.TimeZone, 60),
                PlainParts.At(schedule.Next),
                schedule.LastJob is { } job
                    ? $"{PlainParts.Link("jobs", $"{job}")} {PlainParts.State(schedule.LastJobState ?? "")}"
                    : "–",
                SafeText.Isolate(schedule.Silence, 300)
            );
        }

        table.End();
        page.Command("When one runs next:", "rota schedule next NAME");
        page.Command("Pause one:", "rota schedule pause NAME");
        return page;
    }
}
