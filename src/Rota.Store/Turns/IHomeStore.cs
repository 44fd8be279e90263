using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Core.Slots;
using Rota.Store.Local;

namespace Rota.Store.Turns;

/// <summary>The truth about jobs, as a runner uses it. Every write is durable when the call returns.</summary>
public interface IHomeStore : IDisposable
{
    /// <summary>
    /// Makes the runner a member with a new incarnation, in place of an earlier one of the same name. Raises the
    /// epoch: the writes of whoever was a member before are refused until it has looked again.
    /// </summary>
    /// <param name="runner">The runner.</param>
    /// <param name="options">What it brings.</param>
    /// <param name="isAlive">Whether a member's process lives; the others are dropped.</param>
    Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive);

    /// <summary>The frame as it is, seen by this incarnation.</summary>
    Membership Look(long incarnation);

    /// <summary>Takes members out, if the epoch is still this one.</summary>
    /// <param name="epoch">The epoch in which they were found to be gone.</param>
    /// <param name="incarnations">Who goes.</param>
    /// <param name="wait">How long it waits for the lock.</param>
    /// <returns>Whether they were taken out; not when the frame had changed, or the lock was held.</returns>
    bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait);

    /// <summary>Notes that the keeper has seen a later epoch than this store: nobody joins any more.</summary>
    /// <returns>What to tell.</returns>
    StoreException Condemn(long keeperEpoch);

    /// <summary>
    /// Sets cycle, anchor and guard of the frame, if its epoch is still the same and the lock is free.
    /// </summary>
    void SetPace(Frame frame);

    /// <summary>
    /// Jobs of these partitions that have not ended and that somebody wants run, or that have live attempts.
    /// </summary>
    IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs(IReadOnlySet<int> partitions);

    /// <summary>A job with all that is needed to go on with it, or null.</summary>
    StoredJob? Load(JobId job);

    /// <summary>Schedules of these partitions that are not paused.</summary>
    IReadOnlyList<ScheduleState> Schedules(IReadOnlySet<int> partitions);

    /// <summary>How many jobs of a schedule have not ended.</summary>
    int OpenRuns(ScheduleId schedule);

    /// <summary>Requests that no runner has carried out, without what they say: that may be long.</summary>
    IReadOnlyList<LeftRequest> Requests();

    /// <summary>What one of them says.</summary>
    Request Asked(LeftRequest left);

    /// <summary>Tasks of a job that have outcomes, for a rerun.</summary>
    IReadOnlyList<EndedTask> EndedTasks(JobId job);

    /// <summary>The job of an attempt that this home has concluded as lost; null where it has not.</summary>
    JobId? JobOfLost(AttemptId attempt);

    /// <summary>Whether another process may have written since the last call.</summary>
    bool HasChanged();

    /// <summary>What others committed since a turn, without the lock.</summary>
    News Look(long incarnation, long since);

    /// <summary>Begins a turn.</summary>
    /// <param name="membership">The runner's place, as it knows it.</param>
    /// <param name="since">The newest turn it has seen.</param>
    /// <param name="wait">How long it waits for the lock; not at all when it only takes a free one.</param>
    /// <returns>The turn, or null when the lock was not free.</returns>
    /// <exception cref="StoreException"><see cref="StoreFailure.Fenced"/> when the frame has changed.</exception>
    ITurn? Begin(Membership membership, long since, TimeSpan wait);

    /// <summary>How often the write lock was not free at once when it was waited for.</summary>
    long Contention { get; }

    /// <summary>What the runners of this store show each other, outside of its transactions.</summary>
    SharedMap Map { get; }

    /// <summary>
    /// Folds the log of recent writes into the database when it is long enough to matter and the lock is free.
    /// </summary>
    /// <param name="isLeaving">Whether the caller is about to close the store: then a shorter log is worth it.</param>
    void Maintain(bool isLeaving = false);
}

/// <summary>A job as stored, with what its runner needs in memory.</summary>
/// <param name="Job">The job, its groups and counts.</param>
/// <param name="Pending">Tasks with a record that have not ended.</param>
/// <param name="Live">Its live attempts.</param>
public sealed record StoredJob(ActiveJob Job, IReadOnlyList<PendingTask> Pending, IReadOnlyList<StoredAttempt> Live);
