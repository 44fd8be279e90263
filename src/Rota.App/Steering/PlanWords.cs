using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Model;

namespace Rota.App.Steering;

/// <summary>What would be done to jobs, and what was asked for, as people are told wherever they ask.</summary>
internal static class PlanWords
{
    /// <summary>What a verb would do to a job.</summary>
    public static string Of(SteeredJob job, string verb) =>
        $"would {verb} job {job.Id} {Plain.Line(job.Name)}: {job.State}, "
        + $"{job.Running} running, {job.Waiting} waiting";

    /// <summary>What a rerun would do.</summary>
    public static string Of(RerunJob job) => $"would run {Words.Count(job.Tasks, "task")} of job {job.Job} again";

    /// <summary>What a rerun that was asked for waits for.</summary>
    public static string Asked(RerunJob job, AskedRerun asked) =>
        $"{Words.Count(job.Tasks, "task")} of job {job.Job} asked to run again; "
        + (
            ServedNotes.Remedy(asked.Job, asked.Server)
            ?? (
                asked.Job.State == JobState.Paused
                    ? $"it is paused, so first: rota resume {job.Job} --detach"
                    : $"{asked.Server!.Name} runs it. Wait for it: rota wait {job.Job}"
            )
        );
}
