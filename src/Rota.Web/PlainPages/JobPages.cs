using Rota.App.Finding;
using Rota.App.Jobs;
using Rota.App.Markup;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>Jobs as a list, and what lists on these pages have in common.</summary>
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
                PlainParts.Progress(DoneOf(job), job.Total),
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

    /// <summary>Tasks that have an outcome.</summary>
    public static long DoneOf(JobView job) => job.States.Where(one => one.Key.IsTerminal()).Sum(one => one.Value);

    /// <summary>The page of a list that is asked for.</summary>
    public static PageRequest PageOf(Call call) =>
        new()
        {
            Filter = call.Query("filter") ?? "",
            Limit = Rows,
            After = call.Query("page_token"),
        };

    /// <summary>The form that narrows a list.</summary>
    public static void Filter(PlainPage page, Call call) =>
        page.Html.Append(
            "<form method=\"get\"><label>Filter <input name=\"filter\" size=\"48\" value=\""
                + $"{SafeText.Escape(call.Query("filter"), 1_000)}\" placeholder=\"state:failed dur:&gt;10m\"></label> "
                + "<button>Show</button></form>\n"
        );

    /// <summary>What leads to the next page of a list.</summary>
    public static void More(PlainPage page, Call call, string path, string? next, bool isComplete)
    {
        if (!isComplete)
        {
            page.Html.Append("<p>The search ended before all were looked at: narrow the filter.</p>\n");
        }

        if (next is not null)
        {
            var filter = Uri.EscapeDataString(call.Query("filter") ?? "");
            var query = $"?filter={filter}&page_token={Uri.EscapeDataString(next)}";
            page.Html.Append($"<p><a href=\"{PlainPage.Root}{path}{SafeText.Escape(query, 4_000)}\">More</a></p>\n");
        }
    }
}
