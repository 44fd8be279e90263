using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>Looks at tasks.</summary>
public static class TaskCases
{
    /// <summary>The tasks of a job.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static TaskList List(Site site, TaskListRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var job = KnownJob.Find(queries, request.Job);
        var server = Served.By(home.State, queries);
        return new TaskList(
            ServedNotes.IsServed(job, server),
            Rows(home, job, queries.Spec(job.Id)!, queries.NodeNames(), request.Only)
        )
        {
            Note = ServedNotes.Sentence(job, server),
        };
    }

    /// <summary>By a connection of their own, that ends with them.</summary>
    private static IEnumerable<TaskView> Rows(
        IHome home,
        JobRow job,
        JobSpec spec,
        IReadOnlyDictionary<NodeId, string> nodes,
        TaskState? wanted
    )
    {
        using var queries = home.Read();
        var tasks = queries.Tasks;

        // What waits in a paused job, or is held, is stored as waiting, and shown as paused.
        var isPaused = job.State == JobState.Paused;
        foreach (var group in queries.Groups(job.Id))
        {
            foreach (var row in tasks.Of(job.Id, group, isPaused || !group.Held.IsEmpty ? null : wanted))
            {
                var isHeld = group.Held.Contains(row.Index) && row.State < TaskState.Succeeded && !row.State.IsLive();
                var shown =
                    isHeld || (isPaused && row.State is TaskState.Ready or TaskState.Blocked)
                        ? TaskState.Paused
                        : row.State;
                if (wanted is null || shown == wanted)
                {
                    yield return View(home.State, job.Id, spec.Tasks[row.Group], row, shown, nodes) with
                    {
                        Held = isHeld,
                    };
                }
            }
        }
    }

    private static TaskView View(
        StateDirectory state,
        JobId job,
        TaskSpec task,
        TaskRow row,
        TaskState shown,
        IReadOnlyDictionary<NodeId, string> nodes
    )
    {
        var progress = ReportedProgress.Of(state, row);
        return new TaskView
        {
            Task = task.Id,
            Index = task.Expansion.IsIndexed ? task.Expansion.Label(row.Index) : null,
            State = shown,
            Attempt = row.Attempt,
            Node = row.Node is { } node ? NodeWords.Name(nodes, node) : null,
            Started = row.Started,
            Ended = row.Ended,
            ExitCode = row.ExitCode,
            Signal = row.Signal,
            Reason = ShownText.Of(row.Reason),
            ReasonBase64 = ShownText.Bytes(row.Reason),
            Progress = ShownText.Of(progress),
            ProgressBase64 = ShownText.Bytes(progress),
            Source = (job, task, row.Index),
        };
    }
}
