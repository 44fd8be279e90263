using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Locks;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Turns;

/// <summary>
/// The home store on PostgreSQL, as one runner uses it: by one thread. The lock of the state directory keeps its
/// runners from working on the same turn in vain; no safety rests on it, for each commit compares the frame.
/// </summary>
internal sealed class PostgresHomeStore : IHomeStore
{
    private readonly Writer writer;
    private readonly WriteLock turnLock;
    private readonly FrameTable frames;
    private readonly PostgresMembers members;
    private readonly ChangeWatch watch;
    private readonly SiteTable site;
    private readonly LastTurn last;
    private readonly JobLoader loader;
    private readonly NewsReader news;
    private readonly ScheduleTable schedules;
    private readonly TurnCommit commit;
    private readonly WakeUp? wakeUp;

    /// <summary>Opens the store for a state directory, whose node runs the attempts.</summary>
    public PostgresHomeStore(StateDirectory state, Server server, LockHolder? holder)
    {
        writer = new Writer(state, server);
        var connection = writer.Connection;
        turnLock = new WriteLock(state, holder);
        frames = new FrameTable(connection);
        watch = new ChangeWatch(connection);
        site = new SiteTable(connection, state);
        last = new LastTurn(state);
        members = new PostgresMembers(writer, turnLock, new MembersLock(state), frames, (site, last));
        loader = new JobLoader(connection);
        news = new NewsReader(connection);
        schedules = new ScheduleTable(connection);
        commit = new TurnCommit(connection);
        wakeUp = WakeUp.Begin(server.Home, turnLock.Map);
    }

    public long Contention => turnLock.Contention;

    public SharedMap Map => turnLock.Map;

    public Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive) =>
        watch.Own(() => members.Join(runner, options, isAlive));

    public Membership Look(long incarnation)
    {
        var place = writer.Connection.Reading(() => frames.Read(incarnation));
        if (place.Rank is null)
        {
            site.RequireServes();
        }

        return place;
    }

    public bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait) =>
        members.Evict(epoch, incarnations, wait);

    public StoreException Condemn(long keeperEpoch)
    {
        _ = writer.Write(() => Rewinding.Note(writer.Connection, keeperEpoch));
        return Rewinding.Failure(writer.Connection.Path, keeperEpoch);
    }

    public void SetPace(Frame frame) => members.SetPace(frame);

    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs(IReadOnlySet<int> partitions) => loader.Open(partitions);

    public StoredJob? Load(JobId job) => writer.Connection.Reading(() => loader.Load(job));

    public IReadOnlyList<EndedTask> EndedTasks(JobId job) => loader.Ended(job);

    public IReadOnlyList<ScheduleState> Schedules(IReadOnlySet<int> partitions) => schedules.Active(partitions);

    public int OpenRuns(ScheduleId schedule) => schedules.OpenRuns(schedule).Count;

    public IReadOnlyList<LeftRequest> Requests() => Inbox.All(writer.Connection);

    public Request Asked(LeftRequest left) => Inbox.Asked(writer.Connection, left);

    public JobId? JobOfLost(AttemptId attempt) => loader.OfLost(attempt);

    public bool HasChanged() => watch.HasChanged();

    public News Look(long incarnation, long since) => news.Read(incarnation, since).News;

    public ITurn? Begin(Membership membership, long since, TimeSpan wait)
    {
        if (!turnLock.TryEnter(wait))
        {
            return null;
        }

        try
        {
            var (now, fence) = news.Read(membership.Incarnation, since);
            last.Refuse(now.Turn, writer.Connection.Path);
            members.CheckTimeline(fence);
            OwnerRule.CheckEpoch(now.Epoch, membership.Frame.Epoch);
            return new PostgresTurn(writer.Connection, turnLock, commit, watch, membership, now, fence, last);
        }
        catch
        {
            turnLock.Exit();
            throw;
        }
    }

    /// <summary>There is no log to fold in: the server does that. The state shows that it is still there.</summary>
    public void Maintain(bool isLeaving = false)
    {
        if (!isLeaving)
        {
            site.Show();
        }
    }

    public void Dispose()
    {
        wakeUp?.Dispose();
        writer.Dispose();
        turnLock.Dispose();
        members.Dispose();
        last.Dispose();
    }
}
