using Rota.App.Finding;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Filters;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Jobs;

/// <summary>Looks at tasks.</summary>
public static class TaskCases
{
    /// <summary>The tasks of a job.</summary>
    /// <exception cref="ProblemException">There is no such job, or the filter has a mistake.</exception>
    public static TaskList List(Site site, TaskListRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var address = TaskAddress.Look(queries, request.Address, request.Where);
        var only = request.Only is { } state ? $" state:{state.WireName()}" : "";
        var filter = FilterCases.Read(request.Page.Filter + only, TaskFields.Table);
        var search = new Search<TaskFacts>(filter, request.Page, site.Now, TaskPaths.KeyOf);
        var server = Served.By(home.State, queries);
        return new TaskList(
            ServedNotes.IsServed(address.Job, server),
            Rows(home, address, filter, search, isPatient: request.Page.Filter.Length == 0, site.Now)
        )
        {
            Note = ServedNotes.Sentence(address.Job, server),
            Index = Paths(queries, address, filter, site.Now).Index,
            Job = address.Job.Id.Value,
            End = search,
        };
    }

    /// <summary>By a connection of their own, that ends with them.</summary>
    private static IEnumerable<TaskView> Rows(
        IHome home,
        TaskAddress address,
        Filter<TaskFacts> filter,
        Search<TaskFacts> search,
        bool isPatient,
        Instant now
    )
    {
        using var queries = home.Read();
        var paths = Paths(queries, address, filter, now);
        foreach (var task in search.Of(paths.After, paths.IsServed || isPatient))
        {
            yield return View(home.State.PlacesOf(address.Spec.Owner), address.Job.Id, task);
        }
    }

    private static TaskPaths Paths(IHomeReader queries, TaskAddress address, Filter<TaskFacts> filter, Instant now) =>
        new(
            queries,
            address.Job,
            address.Spec,
            new TaskScope(address.Group, address.Index, address.Where),
            filter,
            now
        );

    private static TaskView View(TaskPlaces places, JobId job, TaskFacts task)
    {
        var row = task.Row;
        var kept = ReportedProgress.Kept(places, row);
        var progress = row.LiveAttempt == 0 ? null : ProgressLines.Last(kept);
        return new TaskView
        {
            Task = task.Spec.Id,
            Index = task.Index,
            State = task.Shown,
            Held = task.IsHeld,
            Attempt = row.Attempt,
            Node = task.Node,
            Started = row.Started,
            Ended = row.Ended,
            Seconds = task.Taken?.TotalSeconds,
            ExitCode = row.ExitCode,
            Signal = row.Signal,
            Reason = ShownText.Of(row.Reason),
            ReasonBase64 = ShownText.Bytes(row.Reason),
            Progress = ShownText.Of(progress),
            ProgressBase64 = ShownText.Bytes(progress),
            ProgressValues = ShownResult.Numbers(kept),
            Result = ShownResult.Json(row.Reported),
            ResultProblem = row.Reported?.Problem,
            ResultLine = ShownResult.Line(row.Reported),
            Source = (job, task.Spec, row.Index),
        };
    }
}
