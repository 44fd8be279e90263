namespace Rota.Core.Jobs;

/// <summary>Another job of the same home that must have ended before this one starts.</summary>
/// <param name="Job">Its number: an earlier one, so that no two jobs wait for each other.</param>
/// <param name="Condition">How it must have ended.</param>
public sealed record JobNeed(Model.JobId Job, NeedCondition Condition)
{
    /// <summary>Whether a job that ended so has what is asked. A cancelled one neither succeeded nor failed.</summary>
    public bool IsMetBy(Model.JobState outcome) =>
        Condition switch
        {
            NeedCondition.Finished => true,
            NeedCondition.Failed => outcome == Model.JobState.Failed,
            _ => outcome == Model.JobState.Succeeded,
        };
}

/// <summary>A moment before which nothing of a job starts.</summary>
/// <param name="Stated">As somebody wrote it: <c>22:00 Europe/Paris</c>, <c>10m</c>.</param>
/// <param name="At">The moment that was meant when the job was handed in.</param>
public sealed record StartMoment(string Stated, Model.Instant At);
