using Rota.App.Finding;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Core.Filters;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Operations;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Operations;

/// <summary>The steps of an operation on tasks: job after job, in the order of the tasks.</summary>
internal static class TaskSteps
{
    /// <summary>
    /// Tasks that run again with one step: each becomes a row. What is held or released are ranges, and one step a job.
    /// </summary>
    private const int RerunsMax = 50_000;

    /// <summary>The next one.</summary>
    public static OperationStep Next(IHomeReader queries, OperationRow row, Instant now)
    {
        var step = new OperationStep(row);
        if (row.Place >= row.Jobs.Length)
        {
            step.End(now);
            return step;
        }

        var id = row.Jobs[(int)row.Place];
        if (queries.Job(id) is not { } job || queries.Spec(id) is not { } spec)
        {
            step.Fail(0, $"job {id} is not there any more");
            step.Reach(row.Place + 1, key: null);
            return step;
        }

        var (at, filter) = (row.Author.At, FilterCases.Read(row.Filter, TaskFields.Table));
        var all = new Filter<TaskFacts>([], Sort: null);
        var paths = new TaskPaths(queries, job, spec, default, all, at);
        var (found, skipped, last) = (new List<(int Group, int Index)>(), 0L, row.Key);
        var most = row.Action == "tasks.rerun" ? RerunsMax : int.MaxValue;
        var isOver = true;
        foreach (var task in paths.After(row.Key))
        {
            if (found.Count == most)
            {
                isOver = false;
                break;
            }

            last = TaskPaths.KeyOf(task);
            if (filter.Has(AsOf(task, at), at))
            {
                if (filter.Has(task, at) && CanBe(row.Action, task))
                {
                    found.Add((task.Row.Group, task.Row.Index));
                }
                else
                {
                    skipped++;
                }
            }
        }

        step.Skip(skipped);
        Ask(step, queries, job, found);
        step.Reach(isOver ? row.Place + 1 : row.Place, isOver ? null : last);
        return step;
    }

    private static bool CanBe(string action, TaskFacts task) =>
        action switch
        {
            "tasks.rerun" => task.Row.State.IsTerminal(),
            "tasks.release" => task.IsHeld,
            _ => !task.Row.State.IsTerminal() && !task.Row.State.IsLive(),
        };

    private static void Ask(OperationStep step, IHomeReader queries, JobRow job, List<(int Group, int Index)> found)
    {
        if (found.Count == 0)
        {
            return;
        }

        if (step.Row.Action == "tasks.rerun")
        {
            var chosen = new RerunSelection.Chosen(found.ToHashSet());
            step.Ask(job.Id, new Request.Rerun(chosen), found.Count);
            return;
        }

        foreach (var entry in found.GroupBy(task => task.Group, task => task.Index))
        {
            var (tasks, releases) = (OrdinalRanges.Of(entry), step.Row.Action == "tasks.release");
            try
            {
                HoldCases.RefuseMany(queries, new NamedTasks(job, entry.Key, tasks), releases);
                Request request = releases ? new Request.Release(entry.Key, tasks) : new Request.Hold(entry.Key, tasks);
                step.Ask(job.Id, request, tasks.Count);
            }
            catch (ProblemException refused)
            {
                step.Fail(tasks.Count, refused.Problem.Detail);
            }
        }
    }

    /// <summary>How a task stood at a moment, as far as its times tell.</summary>
    private static TaskFacts AsOf(TaskFacts task, Instant at) =>
        task.Row.Started > at
            ? As(task, TaskState.Ready, task.Row with { Started = null, Ended = null, ExitCode = null })
        : task.Row.Ended > at
            ? As(
                task,
                task.Row.Started is null ? TaskState.Ready : TaskState.Running,
                task.Row with
                {
                    Ended = null,
                    ExitCode = null,
                }
            )
        : task;

    private static TaskFacts As(TaskFacts task, TaskState state, TaskRow row) =>
        task with
        {
            Row = row with { State = state },
            Shown = state,
        };
}
