using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Store.Turns;

/// <summary>
/// A turn in the home store: the write lock and a transaction, begun only after the epoch and the runner's own
/// incarnation were found current. Disposed without a commit, it leaves no trace.
/// </summary>
public interface ITurn : IDisposable
{
    /// <summary>What others committed since this runner last looked, as of this transaction.</summary>
    News News { get; }

    /// <summary>Sets aside numbers for attempts; they are taken once the turn is committed.</summary>
    /// <returns>The first of them.</returns>
    long ReserveAttempts(int count);

    /// <summary>How many jobs of a schedule have not ended.</summary>
    int OpenRuns(ScheduleId schedule);

    /// <summary>
    /// Writes what was decided on a schedule, as part of the turn: jobs, fires, the next due instant.
    /// </summary>
    /// <exception cref="StoreException">
    /// <see cref="StoreFailure.Fenced"/> when the schedule's partition has another owner.
    /// </exception>
    void Fire(ScheduleId schedule, Firing firing, Instant now);

    /// <summary>Writes all of the turn, durably, and the removal of the requests it carried out.</summary>
    /// <param name="changes">What was decided.</param>
    /// <param name="accounts">Shared accounts that changed.</param>
    /// <param name="demand">What the runner's most urgent waiting task lacks, or null.</param>
    /// <param name="doneRequests">Requests that were carried out.</param>
    /// <exception cref="StoreException">
    /// <see cref="StoreFailure.Fenced"/> when a partition that it touches has another owner.
    /// </exception>
    void Commit(
        TurnChanges changes,
        IReadOnlyCollection<Account> accounts,
        Demand? demand,
        IReadOnlyCollection<long> doneRequests
    );
}
