using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Slots;
using Rota.Store;
using Rota.Store.Sqlite.Turns;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Node.Tests.Runners;

/// <summary>The real store of a runner, with something that happens just before it answers.</summary>
internal sealed class HookedStore(StateDirectory state) : IHomeStore
{
    private readonly SqliteHomeStore store = new(state);

    /// <summary>Before a turn begins.</summary>
    public Action Beginning { get; set; } = static () => { };

    /// <summary>Before the frame is read.</summary>
    public Action Looking { get; set; } = static () => { };

    /// <summary>Before jobs are loaded.</summary>
    public Action Loading { get; set; } = static () => { };

    public long Contention => store.Contention;

    public SharedMap Map => store.Map;

    public Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive) =>
        store.Join(runner, options, isAlive);

    public Membership Look(long incarnation)
    {
        Looking();
        return store.Look(incarnation);
    }

    public bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait) =>
        store.Evict(epoch, incarnations, wait);

    public StoreException Condemn(long keeperEpoch) => store.Condemn(keeperEpoch);

    public void SetPace(Frame frame) => store.SetPace(frame);

    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs(IReadOnlySet<int> partitions)
    {
        Loading();
        return store.OpenJobs(partitions);
    }

    public StoredJob? Load(JobId job) => store.Load(job);

    public IReadOnlyList<ScheduleState> Schedules(IReadOnlySet<int> partitions) => store.Schedules(partitions);

    public int OpenRuns(ScheduleId schedule) => store.OpenRuns(schedule);

    public IReadOnlyList<LeftRequest> Requests() => store.Requests();

    public Request Asked(LeftRequest left) => store.Asked(left);

    public IReadOnlyList<EndedTask> EndedTasks(JobId job) => store.EndedTasks(job);

    public JobId? JobOfLost(AttemptId attempt) => store.JobOfLost(attempt);

    public bool HasChanged() => store.HasChanged();

    public News Look(long incarnation, long since) => store.Look(incarnation, since);

    public ITurn? Begin(Membership membership, long since, TimeSpan wait)
    {
        Beginning();
        return store.Begin(membership, since, wait);
    }

    public void Maintain(bool isLeaving = false) => store.Maintain(isLeaving);

    public void Dispose() => store.Dispose();
}
