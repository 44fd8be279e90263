using Rota.App.Jobs;
using Rota.Core.Model;

namespace Rota.App.Watching;

/// <summary>The entry of a job of which somebody asks why it does not run.</summary>
internal static class WaitingEntry
{
    /// <summary>The address of the first that has tasks which wait, else of the first.</summary>
    public static string Address(Site site, long job)
    {
        using var queries = site.Open().Read();
        var groups = queries.Groups(new JobId(job));
        var waiting = groups.FirstOrDefault(group =>
            group.Counts[(int)TaskState.Ready] + group.Counts[(int)TaskState.Backoff] > 0
        );
        waiting ??=
            groups.FirstOrDefault(group => group.Counts[(int)TaskState.Blocked] > 0)
            ?? (groups.Count > 0 ? groups[0] : null);
        return waiting is null ? $"{job}" : $"{job}.{waiting.Name}";
    }

    /// <summary>The same of a job as it was told.</summary>
    public static string Address(JobStatus job)
    {
        var waiting =
            job.Tasks.FirstOrDefault(entry => Has(entry, TaskState.Ready) || Has(entry, TaskState.Backoff))
            ?? job.Tasks.FirstOrDefault(entry => Has(entry, TaskState.Blocked))
            ?? (job.Tasks.Count > 0 ? job.Tasks[0] : null);
        return waiting is null ? $"{job.Job.Id}" : $"{job.Job.Id}.{waiting.Task}";
    }

    private static bool Has(EntryView entry, TaskState state) => entry.States.GetValueOrDefault(state) > 0;
}
