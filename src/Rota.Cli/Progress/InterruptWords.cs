using Rota.App.Serving;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// What is said around Ctrl-C. It is what will happen: this process holds its own tasks back, but not those of another
/// one that runs the job.
/// </summary>
internal static class InterruptWords
{
    /// <summary>The question, after the first Ctrl-C.</summary>
    /// <param name="row">The job.</param>
    /// <param name="other">Who else runs it; null where this process does alone.</param>
    public static string Question(JobRow row, Server? other) =>
        other is null
            ? $"no more tasks are started, {row.Running} running. Press d to leave these running and end here, "
                + "s to wait until they have ended and end then, c to cancel the job, Enter to go on. "
                + "Ctrl-C again cancels the job"
            : $"{other.Name} runs this job and goes on with it. Press d to end watching here, s to pause the job and "
                + "end when nothing of it runs, c to cancel the job, Enter to watch on. Ctrl-C again cancels the job";

    /// <summary>What happens where nobody can be asked, or after s.</summary>
    public static string Stopping(JobRow row, Server? other) =>
        (other is null ? "no more tasks are started" : "the job is paused: no more of its tasks are started")
        + (row.Live > 0 ? $"; this ends when the {row.Live} that run have ended. Ctrl-C again cancels the job" : "");

    /// <summary>After the second Ctrl-C, or c.</summary>
    public const string Cancelling =
        "cancelling: what runs is asked to end, and killed after its grace. Ctrl-C once more leaves at once";

    /// <summary>After Enter.</summary>
    public static string GoingOn(Server? other) => other is null ? "going on" : "watching on";

    /// <summary>How the job stands that is left, and how to come back.</summary>
    public static string Left(JobRow row, Server? other)
    {
        var running = row.Running > 0 ? $", {row.Running} running on" : "";
        var following = row.Live > row.Running ? $", {row.Live - row.Running} committed to follow" : "";
        var stands = $"left job {row.Id}: {row.Done}/{row.Total} ended{running}{following}";
        return other is null || row.State == JobState.Paused
            ? $"{stands}. Go on with: rota resume {row.Id}, or rota resume {row.Id} --detach in the background"
            : $"{stands}; {other.Name} goes on with it. Wait for it: rota wait {row.Id}; cancel it: rota cancel {row.Id}";
    }
}
