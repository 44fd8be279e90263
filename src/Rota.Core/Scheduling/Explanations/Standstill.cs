using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>Why a job of which nothing runs starts nothing: the reasons of the task that would be its next.</summary>
public static class Standstill
{
    /// <summary>The reasons; empty where something of it runs, or its next task starts at the next turn.</summary>
    /// <param name="reconciler">The runner's picture.</param>
    /// <param name="job">The job.</param>
    /// <param name="isServed">Whether a runner is there.</param>
    public static IReadOnlyList<Reason> Of(Reconciler reconciler, ActiveJob job, bool isServed) =>
        !job.Live.Any(attempt => attempt.HoldsRoom) && Next(job) is var (group, index)
            ? Explanation.Of(reconciler, job, group, index, isServed)
            : [];

    /// <summary>Of those that only room is missing for the first; else the backoff that ends first.</summary>
    private static (int Group, int Index)? Next(ActiveJob job)
    {
        foreach (var readyQueue in job.ReadyQueues.Values.OrderBy(readyQueue => readyQueue.Order))
        {
            switch (readyQueue.Peek())
            {
                case ({ } returned, _):
                    return (returned.Group, returned.Index);
                case (_, { } untouched):
                    return (untouched.Ordinal, untouched.Next);
            }
        }

        return job
                .Aside.Values.Where(task => task.State != TaskState.Blocked)
                .Concat(job.OnHold.Values)
                .MinBy(task => (task.State != TaskState.Ready, task.NotBefore))
                is { } aside
                ? (aside.Group, aside.Index)
            : job.Groups.FirstOrDefault(group => group is { Untouched: > 0, Rest: TaskState.Ready }) is { } group
                ? (group.Ordinal, group.Next)
            : null;
    }
}
