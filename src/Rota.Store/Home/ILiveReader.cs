using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Claims;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>
/// What goes on now, in pages: no question costs more than there are open jobs or live attempts, however many tasks
/// there are.
/// </summary>
public interface ILiveReader
{
    /// <summary>How many jobs have not ended.</summary>
    long OpenJobs { get; }

    /// <summary>Jobs that have not ended: those that run first, then by priority, then the oldest.</summary>
    IReadOnlyList<JobRow> Jobs(int limit);

    /// <summary>
    /// Tasks with a process, in the order in which their attempts were decided: the longest running first.
    /// </summary>
    /// <param name="job">Only those of this job; null for all.</param>
    /// <param name="limit">How many.</param>
    IReadOnlyList<LiveTask> Running(JobId? job, int limit);

    /// <summary>Attempts of a job that did not succeed, the latest first.</summary>
    IReadOnlyList<AttemptRow> LastFailed(JobId job, int limit);

    /// <summary>How many attempts are live on each node that has any.</summary>
    IReadOnlyDictionary<NodeId, NodeAttempts> OnNodes();

    /// <summary>A claim from outside, by its number; null for one that is not kept.</summary>
    ClaimRow? Claim(long request);

    /// <summary>What live attempts hold of each account.</summary>
    IReadOnlyDictionary<AccountId, long> Held();
}
