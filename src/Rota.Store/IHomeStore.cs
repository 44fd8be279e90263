using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Reconcile;

namespace Rota.Store;

/// <summary>The truth about jobs, as a runner uses it. Every write is durable when the call returns.</summary>
public interface IHomeStore : IDisposable
{
    /// <summary>Raises the epoch: from here on the writes of any earlier runner are refused.</summary>
    /// <returns>The new epoch.</returns>
    long Join(RunnerIdentity runner, string nodeName, Capacity capacity);

    /// <summary>Jobs that have not ended and that somebody wants run, and jobs that have live attempts.</summary>
    IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs();

    /// <summary>A job with all that is needed to go on with it, or null.</summary>
    StoredJob? Load(JobId job);

    /// <summary>Requests that no runner has carried out.</summary>
    IReadOnlyList<Request> Requests();

    /// <summary>Tasks of a job that have outcomes, for a rerun.</summary>
    IReadOnlyList<EndedTask> EndedTasks(JobId job);

    /// <summary>Sets aside numbers for attempts.</summary>
    /// <returns>The first of them.</returns>
    long ReserveAttempts(long epoch, int count);

    /// <summary>Writes all of a turn, and the removal of the requests it carried out, in one transaction.</summary>
    /// <exception cref="StoreException">Fenced: another runner has taken over.</exception>
    void Commit(long epoch, TurnChanges changes, IReadOnlyCollection<long> doneRequests);

    /// <summary>Whether another process may have written since the last call.</summary>
    bool HasChanged();

    /// <summary>Folds the log of recent writes into the database when it is long enough to matter.</summary>
    void Maintain();
}

/// <summary>A process that runs jobs.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="StartTicks">Its start time, in clock ticks since boot.</param>
/// <param name="BootId">The boot it lives in.</param>
public sealed record RunnerIdentity(int Pid, long StartTicks, string BootId);

/// <summary>A job as stored, with what its runner needs in memory.</summary>
/// <param name="Job">The job, its groups and counts.</param>
/// <param name="Pending">Tasks with a record that have not ended.</param>
/// <param name="Live">Its live attempts.</param>
public sealed record StoredJob(ActiveJob Job, IReadOnlyList<PendingTask> Pending, IReadOnlyList<StoredAttempt> Live);

/// <summary>A person's request, waiting for a runner.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Job">The job.</param>
/// <param name="Kind">What.</param>
/// <param name="Argument">More about it.</param>
public sealed record Request(long Id, JobId Job, RequestKind Kind, string Argument);

/// <summary>The kinds of requests.</summary>
public enum RequestKind
{
    /// <summary>Run it: a new job, or one that waits since its runner went away.</summary>
    Run,

    /// <summary>Cancel it.</summary>
    Cancel,

    /// <summary>Pause it.</summary>
    Pause,

    /// <summary>Let it go on.</summary>
    Resume,

    /// <summary>Set its priority: the argument is the number.</summary>
    Priority,

    /// <summary>Run ended tasks again: the argument selects them.</summary>
    Rerun,
}
