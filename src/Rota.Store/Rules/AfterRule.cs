using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Store.Rules;

/// <summary>What a job knows of those that it waits for.</summary>
public static class AfterRule
{
    /// <summary>The jobs that one waits for, with how they ended.</summary>
    /// <param name="spec">What was submitted.</param>
    /// <param name="outcome">How a job ended, as was written for this one; null while it has not.</param>
    public static AwaitedJob[] Of(JobSpec spec, Func<JobId, JobState?> outcome) =>
        [.. spec.After.Select(need => new AwaitedJob(need, outcome(need.Job)))];

    /// <summary>The refusal of a job that needs one that is not there.</summary>
    public static StoreException Missing(JobId needed) =>
        new(
            StoreFailure.NoSuchJob,
            $"there is no job {needed} to wait for: it was never there, or is pruned. List jobs: rota ls"
        );
}
