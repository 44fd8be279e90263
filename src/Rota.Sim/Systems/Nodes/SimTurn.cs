using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Machine;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// A turn in the home store, whose commit takes time and may fail in every way that a disk has.
/// </summary>
internal sealed class SimTurn : ITurn
{
    private readonly SimNode node;
    private readonly SimProcess process;
    private readonly Membership place;
    private readonly ITurn turn;

    public SimTurn(SimNode node, SimProcess process, Membership place, ITurn turn)
    {
        (this.node, this.process, this.place, this.turn) = (node, process, place, turn);
        News = node.BugHooks.News(turn.News);
        node.LockHolder = process;
    }

    public News News { get; }

    public long ReserveAttempts(int count) => node.BugHooks.Numbers(turn.ReserveAttempts(count));

    public int OpenRuns(ScheduleId schedule) => turn.OpenRuns(schedule);

    public void Fire(ScheduleId schedule, Firing firing, Instant now) => turn.Fire(schedule, firing, now);

    public void Commit(
        TurnChanges changes,
        IReadOnlyCollection<Account> accounts,
        Demand? demand,
        IReadOnlyCollection<long> doneRequests
    )
    {
        node.World.Wait(node.Disk.SyncTime());
        node.Disk.Write();
        if (node.Disk.Loses())
        {
            throw new StoreException(StoreFailure.Unreachable, "the disk did not take it");
        }

        node.Disk.BeforeCommit(node.BugHooks.DiskKeeps);
        node.BugHooks.Changes(changes);
        turn.Commit(changes, node.BugHooks.Accounts(accounts), demand, node.BugHooks.Requests(doneRequests));
        node.LockHolder = null;
        if (node.Disk.Tears())
        {
            node.Power.Fail(isTorn: true);
            throw new ProcessDied(process);
        }

        node.Committed(process, place, changes);
        if (node.Disk.Denies())
        {
            throw new StoreException(StoreFailure.Unreachable, "the disk took it, and said that it did not");
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        if (node.LockHolder == process)
        {
            node.LockHolder = null;
        }
    }
}
