using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Turns a request to run tasks again into a selection of tasks.</summary>
internal static class RerunChoice
{
    /// <summary>The tasks that are meant.</summary>
    /// <exception cref="ProblemException">The options name none, or contradict each other.</exception>
    public static RerunSelection Of(IHomeReader queries, TaskAddress address, RerunRequest request)
    {
        if (request.Like is { } example)
        {
            return request is { Failed: false, All: false, Tasks: null, Where: null }
                ? LikeTasks.Of(queries, address, example)
                : throw new ProblemException(
                    ProblemCodes.Usage,
                    "--like says which tasks, and so do --failed, --all, --tasks and --where",
                    "keep one of them"
                );
        }

        if (request.Where is not null)
        {
            return request is { All: false, Tasks: null }
                ? Valued(queries, address, request.Failed)
                : throw new ProblemException(
                    ProblemCodes.Usage,
                    "--where says which tasks, and so do --all and --tasks",
                    "keep one of them; --failed goes with --where"
                );
        }

        if (request.Tasks is { } text)
        {
            var group =
                address.Group
                ?? (
                    address.Spec.Tasks.Length == 1
                        ? 0
                        : throw new ProblemException(
                            ProblemCodes.Usage,
                            "--tasks needs the entry",
                            $"try: rota rerun {address.Job.Id}.{address.Spec.Tasks[0].Id} --tasks {text}"
                        )
                );
            if (!ArrayRange.TryParse(text, out var range, out _, out var mistake))
            {
                throw new ProblemException(ProblemCodes.Usage, $"--tasks {text}: {mistake}", ArrayRange.Form);
            }

            var expansion = address.Spec.Tasks[group].Expansion;
            return new RerunSelection.Chosen(
                Enumerable
                    .Range(0, range.Count)
                    .Select(ordinal => expansion.Ordinal(range.Label(ordinal)))
                    .OfType<int>()
                    .Select(index => (group, index))
                    .ToHashSet()
            );
        }

        return (request.Failed, request.All, address.Group) switch
        {
            (true, false, null) => new RerunSelection.Failed(),
            (false, true, null) => new RerunSelection.All(),
            (_, _, { } group) when address.Index is { } index => new RerunSelection.Chosen(
                new HashSet<(int, int)> { (group, index) }
            ),
            (_, _, { } group) => new RerunSelection.Chosen(
                Enumerable
                    .Range(0, address.Spec.Tasks[group].Expansion.Count)
                    .Select(index => (group, index))
                    .ToHashSet()
            ),
            _ => throw new ProblemException(
                ProblemCodes.Usage,
                "say which tasks: --failed, --all, --tasks 3,7-9, or --like ID.TASK"
            ),
        };
    }

    private static RerunSelection.Chosen Valued(IHomeReader queries, TaskAddress address, bool failedOnly)
    {
        var groups = queries.Groups(address.Job.Id);
        return new RerunSelection.Chosen(
            ChosenTasks
                .All(address)
                .Where(one =>
                    !failedOnly
                    || queries.Tasks.Find(address.Job.Id, groups[one.Group], one.Index)
                        is { State: > TaskState.Succeeded }
                )
                .ToHashSet()
        );
    }

    /// <summary>How many of them have ended.</summary>
    public static long Count(IHomeReader queries, JobId job, RerunSelection selection)
    {
        var tasks = queries.Tasks;
        return queries
            .Groups(job)
            .Sum(group =>
                tasks
                    .Of(job, group, null)
                    .LongCount(row => row.State.IsTerminal() && selection.Has(row.Group, row.Index, row.State))
            );
    }
}
