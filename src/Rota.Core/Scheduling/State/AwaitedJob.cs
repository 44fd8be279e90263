using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Core.Scheduling.State;

/// <summary>A job that another one waits for.</summary>
/// <param name="Need">What is asked of it.</param>
/// <param name="Outcome">How it ended, the last time that it did; null while it never has.</param>
public readonly record struct AwaitedJob(JobNeed Need, JobState? Outcome)
{
    /// <summary>Whether it ended as is asked.</summary>
    public bool IsMet => Outcome is { } outcome && Need.IsMetBy(outcome);

    /// <summary>Whether it ended otherwise.</summary>
    public bool IsUnmet => Outcome is { } outcome && !Need.IsMetBy(outcome);
}
