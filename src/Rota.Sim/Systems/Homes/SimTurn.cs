using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Machine;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Homes;

/// <summary>
/// A turn in the home store, whose commit takes time and may fail in every way that a disk has.
/// </summary>
internal sealed class SimTurn : ITurn
{
    private readonly SimHome home;
    private readonly SimProcess process;
    private readonly Membership place;
    private readonly ITurn turn;

    public SimTurn(SimHome home, SimProcess process, Membership place, ITurn turn)
    {
        (this.home, this.process, this.place, this.turn) = (home, process, place, turn);
        News = home.Node.BugHooks.News(turn.News);
        home.LockHolder = process;
    }

    public News News { get; }

    public long ReserveAttempts(int count) => home.Node.BugHooks.Numbers(turn.ReserveAttempts(count));

    public int OpenRuns(ScheduleId schedule) => turn.OpenRuns(schedule);

    public void Fire(ScheduleId schedule, Firing firing, Instant now) => turn.Fire(schedule, firing, now);

    public void Commit(
        TurnChanges changes,
        IReadOnlyCollection<Account> accounts,
        Demand? demand,
        IReadOnlyCollection<long> doneRequests
    )
    {
        home.World.Wait(home.Node.Disk.SyncTime());
        home.Node.Disk.Write();
        if (home.Commits.Loses())
        {
            throw new StoreException(StoreFailure.Unreachable, "the disk did not take it");
        }

        home.Commits.Before(home.Node.BugHooks.DiskKeeps);
        home.Node.BugHooks.Changes(changes);
        turn.Commit(changes, home.Node.BugHooks.Accounts(accounts), demand, home.Node.BugHooks.Requests(doneRequests));
        home.LockHolder = null;
        if (home.Commits.Tears())
        {
            home.Node.Power.Fail(isTorn: true);
            throw new ProcessDied(process);
        }

        home.Committed(process, place, changes);
        if (home.Commits.Denies())
        {
            throw new StoreException(StoreFailure.Unreachable, "the disk took it, and said that it did not");
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        if (home.LockHolder == process)
        {
            home.LockHolder = null;
        }
    }
}
