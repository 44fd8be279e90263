namespace Rota.Core.Jobs;

/// <summary>Limits of single entries of a job, as people change them.</summary>
public static class EntryLimits
{
    /// <summary>The same with another timeout of one entry, or of all.</summary>
    /// <param name="job">The job.</param>
    /// <param name="timeout">The longest run; null for none.</param>
    /// <param name="entry">The entry; null for all. One that is not there changes nothing.</param>
    public static JobSpec WithTimeout(this JobSpec job, TimeSpan? timeout, string? entry)
    {
        if (entry is null)
        {
            return job with { Policies = [.. job.Policies.Select(policy => policy with { Timeout = timeout })] };
        }

        var at = job.Tasks.ToList().FindIndex(task => task.Id == entry);
        return at < 0 ? job : job.With(at, job.Policies[job.Tasks[at].Policy] with { Timeout = timeout });
    }

    /// <summary>The timeout of one entry, or that of all entries where it is the same; null for none.</summary>
    public static TimeSpan? TimeoutOf(this JobSpec job, string? entry)
    {
        var timeouts = job
            .Tasks.Where(task => entry is null || task.Id == entry)
            .Select(task => job.Policies[task.Policy].Timeout)
            .Distinct()
            .Take(2)
            .ToArray();
        return timeouts is [var only] ? only : null;
    }

    /// <summary>The same with another limit of the tasks of one entry that run at a time; null for none.</summary>
    public static JobSpec WithParallel(this JobSpec job, int? most, int entry) =>
        job with
        {
            Tasks = job.Tasks.SetItem(entry, job.Tasks[entry] with { MaxParallel = most }),
        };

    /// <summary>How many tasks of an entry may run at a time; null for no limit of its own.</summary>
    public static int? ParallelOf(this JobSpec job, string entry) =>
        job.Tasks.FirstOrDefault(task => task.Id == entry)?.MaxParallel;
}
