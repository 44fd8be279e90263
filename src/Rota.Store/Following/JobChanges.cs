using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Changes;
using Rota.Store.Home;

namespace Rota.Store.Following;

/// <summary>Follows one job through the sequence of its partition.</summary>
public sealed class JobChanges
{
    private readonly IHomeReader home;
    private readonly JobId job;
    private readonly int partition;
    private long seen;
    private bool isNew;

    /// <summary>Begins to follow.</summary>
    /// <param name="home">What is read.</param>
    /// <param name="job">The job.</param>
    /// <param name="isNew">Whether it was just accepted: then all of it is told, else what comes now.</param>
    public JobChanges(IHomeReader home, JobId job, bool isNew = false)
    {
        (this.home, this.job, this.isNew, partition) = (home, job, isNew, Partition.Of(job));
        seen = isNew ? 0 : home.Changes.Newest(partition);
    }

    /// <summary>
    /// What has changed of it since the last time. Of a new job nothing is missing where a partition has let go of what
    /// was before it.
    /// </summary>
    public JobNews Next()
    {
        var after = home.Changes.After(partition, seen);
        var isCut = after.IsCut && !isNew;
        isNew = false;
        seen = after.Changes is [.., var newest] ? newest.Number : seen;
        return new JobNews([.. after.Changes.Select(one => one.Change).Where(change => change.Job == job)], isCut);
    }
}

/// <summary>What has changed of a job.</summary>
/// <param name="Changes">The changes, in order.</param>
/// <param name="IsCut">Whether some before them were missed: look at the whole again.</param>
public sealed record JobNews(IReadOnlyList<Change> Changes, bool IsCut);
