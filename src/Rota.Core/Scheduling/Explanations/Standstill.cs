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
        !job.Live.Any(attempt => attempt.HoldsRoom) && NextTask.Of(job) is var (group, index)
            ? Explanation.Of(reconciler, job, group, index, isServed)
            : [];
}
