using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Memory.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Turns;

/// <summary>The home store in memory, as one runner uses it.</summary>
internal sealed class MemoryHomeStore(Writer writer) : IHomeStore
{
    public long Contention => writer.Contention;

    public SharedMap Map => writer.Map;

    public Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive) =>
        writer.Write(tables =>
        {
            if (!writer.Committed.TryEnter(this, runner.PidSpace == tables.Frame.PidSpace))
            {
                throw JoinRule.RefusalElsewhere(writer.Committed.State.Path);
            }

            if (tables.Rewound is { } epoch)
            {
                throw Rewound(epoch);
            }

            var (joined, incarnation) = MemberTables.Join(tables, runner, options, isAlive);
            return (joined, MemberTables.Place(joined, incarnation));
        });

    public Membership Look(long incarnation) => MemberTables.Place(writer.Now, incarnation);

    public bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait) =>
        writer.TryEnter(wait)
        && writer.WriteHeld(tables =>
            tables.Frame.Epoch == epoch ? (MemberTables.Remove(tables, incarnations), true) : (tables, false)
        );

    public StoreException Condemn(long keeperEpoch)
    {
        writer.Write(tables => (tables with { Rewound = keeperEpoch }, true));
        return Rewound(keeperEpoch);
    }

    public void SetPace(Frame frame)
    {
        if (writer.TryEnter(TimeSpan.Zero))
        {
            writer.WriteHeld(tables =>
                FrameRule.Paced(tables.Frame, frame) is { } paced
                    ? (tables with { Frame = paced }, true)
                    : (tables, false)
            );
        }
    }

    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs(IReadOnlySet<int> partitions) =>
        [.. Loading.Open(writer.Now).Where(open => partitions.Contains(Core.Partitions.Partition.Of(open.Job)))];

    public StoredJob? Load(JobId job) => Loading.Load(writer.Now, job);

    public IReadOnlyList<ScheduleState> Schedules(IReadOnlySet<int> partitions) =>
        [
            .. writer
                .Now.Schedules.Values.Where(schedule =>
                    !schedule.IsPaused && partitions.Contains(Core.Partitions.Partition.Of(schedule.Id))
                )
                .Select(schedule => new ScheduleState
                {
                    Id = schedule.Id,
                    Name = schedule.Name,
                    Spec = schedule.Spec,
                    Due = schedule.Times.Due,
                    Waiting = [.. schedule.Waiting],
                }),
        ];

    public int OpenRuns(ScheduleId schedule) => Submitting.OpenRuns(writer.Now, schedule).Count();

    public IReadOnlyList<LeftRequest> Requests() =>
        [.. writer.Now.Inbox.Select(left => new LeftRequest(left.Key, left.Value.Job))];

    public Request Asked(LeftRequest left) =>
        writer.Now.Inbox.TryGetValue(left.Id, out var row)
            ? row.Request
            : throw new InvariantException($"request {left.Id} is gone");

    public IReadOnlyList<EndedTask> EndedTasks(JobId job) => Loading.Ended(writer.Now, job);

    public JobId? JobOfLost(AttemptId attempt) =>
        writer
            .Now.Jobs.Values.FirstOrDefault(job =>
                job.History.Values.Any(row => row.Id == attempt && row.Outcome == TaskState.Lost)
            )
            ?.Row.Id;

    public bool HasChanged() => writer.HasChanged();

    public News Look(long incarnation, long since) => Loading.News(writer.Now, incarnation, since);

    public ITurn? Begin(Membership membership, long since, TimeSpan wait)
    {
        if (!writer.TryEnter(wait))
        {
            return null;
        }

        try
        {
            var news = Loading.News(writer.Now, membership.Incarnation, since);
            OwnerRule.CheckEpoch(news.Epoch, membership.Frame.Epoch);
            return new MemoryTurn(writer, membership, news);
        }
        catch
        {
            writer.Exit();
            throw;
        }
    }

    /// <summary>There is no log to fold in.</summary>
    public void Maintain(bool isLeaving = false) { }

    public void Dispose()
    {
        writer.Committed.Leave(this);
        writer.Dispose();
    }

    private StoreException Rewound(long keeperEpoch) =>
        new(
            StoreFailure.Rewound,
            $"the home in memory of {writer.Committed.State.Path} is older than the keeper of its state, which has "
                + $"followed runners to epoch {keeperEpoch}. Begin with another state"
        );
}
