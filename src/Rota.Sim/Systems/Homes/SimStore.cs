using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Slots;
using Rota.Sim.Systems.Machine;
using Rota.Store;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Homes;

/// <summary>
/// A home store as one runner uses it: waits for the lock in virtual time, and the disk is full or fails when the
/// world says so.
/// </summary>
internal sealed class SimStore(SimHome home, SimProcess process) : IHomeStore
{
    private const long WriteCost = 400;
    private readonly IHomeStore store = home.Store.Turns(new LockHolder(process.Pid, process.StartTicks));

    public long Contention => store.Contention;

    public SharedMap Map => store.Map;

    public Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive)
    {
        AwaitLock(LockRule.WaitMax);
        home.Node.Disk.Write();
        var place = store.Join(runner, options, isAlive);
        home.Wrote(process, "joins", ("incarnation", place.Incarnation), ("epoch", place.Frame.Epoch));
        home.World.Wait(WriteCost);
        return home.Node.BugHooks.Place(place);
    }

    public Membership Look(long incarnation) => home.Node.BugHooks.Place(store.Look(incarnation));

    public bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait)
    {
        if (!TryAwaitLock(wait))
        {
            return false;
        }

        home.Node.Disk.Write();
        var isDone = store.Evict(epoch, incarnations, TimeSpan.Zero);
        home.Wrote(process, "takes out", ("incarnation", incarnations.First()), ("done", isDone ? 1 : 0));
        return isDone;
    }

    public StoreException Condemn(long keeperEpoch)
    {
        home.Node.Disk.Write();
        return store.Condemn(keeperEpoch);
    }

    public void SetPace(Frame frame)
    {
        if (home.IsLocked)
        {
            return;
        }

        home.Node.Disk.Write();
        store.SetPace(frame);
        home.Wrote(process, "sets the pace", ("cycle", frame.Cycle));
    }

    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs(IReadOnlySet<int> partitions) =>
        store.OpenJobs(partitions);

    public StoredJob? Load(JobId job) => store.Load(job) is { } stored ? home.Node.BugHooks.Load(stored) : null;

    public IReadOnlyList<ScheduleState> Schedules(IReadOnlySet<int> partitions) => store.Schedules(partitions);

    public int OpenRuns(ScheduleId schedule) => store.OpenRuns(schedule);

    public IReadOnlyList<LeftRequest> Requests() => store.Requests();

    public Request Asked(LeftRequest left) => store.Asked(left);

    public IReadOnlyList<EndedTask> EndedTasks(JobId job) => store.EndedTasks(job);

    public JobId? JobOfLost(AttemptId attempt) => store.JobOfLost(attempt);

    public bool HasChanged() => store.HasChanged();

    public News Look(long incarnation, long since) => home.Node.BugHooks.News(store.Look(incarnation, since));

    public ITurn? Begin(Membership membership, long since, TimeSpan wait)
    {
        if (!TryAwaitLock(wait))
        {
            return null;
        }

        var turn = store.Begin(membership, since, TimeSpan.Zero);
        return turn is null ? null : new SimTurn(home, process, membership, turn);
    }

    public void Maintain(bool isLeaving = false)
    {
        // A disk that keeps nothing is asked for nothing that it would have to keep.
        if (!home.IsLocked && home.Node.BugHooks.DiskKeeps)
        {
            store.Maintain(isLeaving);
        }
    }

    public void Dispose() => store.Dispose();

    private void AwaitLock(TimeSpan limit)
    {
        if (!TryAwaitLock(limit))
        {
            throw new StoreException(StoreFailure.Busy, "the lock is held for too long");
        }
    }

    private bool TryAwaitLock(TimeSpan limit)
    {
        if (home.IsLocked && limit > TimeSpan.Zero)
        {
            home.World.Wait((long)limit.TotalMicroseconds, () => !home.IsLocked);
        }

        return !home.IsLocked;
    }
}
