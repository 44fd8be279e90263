using Rota.App.Failing;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Tasks that failed as another did.</summary>
internal static class LikeTasks
{
    /// <summary>Those of a job, or of one entry of it, that have the cause of an example.</summary>
    /// <exception cref="ProblemException">The example is no single task of the job, or has not failed.</exception>
    public static RerunSelection.Chosen Of(IHomeReader queries, TaskAddress address, string example)
    {
        var like = TaskAddress.Act(queries, example);
        if (like is not { Group: { } group, Index: { } index } || like.Job.Id != address.Job.Id)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--like {example}: it takes one task of job {address.Job.Id}",
                $"rota failures {address.Job.Id} has one of each cause"
            );
        }

        if (
            queries.Tasks.Find(address.Job.Id, queries.Groups(address.Job.Id)[group], index) is not { } row
            || !row.State.IsFailure()
        )
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--like {example}: that task has not failed",
                $"rota failures {address.Job.Id} has one of each cause"
            );
        }

        var cause = FailureCause.Of(row);
        return new RerunSelection.Chosen(
            FailureGroups
                .FailedOf(queries, address.Job.Id)
                .Where(task => address.Has(task.Group, task.Index) && FailureCause.Of(task) == cause)
                .Select(task => (task.Group, task.Index))
                .ToHashSet()
        );
    }
}
