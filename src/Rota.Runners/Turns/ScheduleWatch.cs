using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>
/// The schedules of a runner's partitions, by when they are due. Read again only when somebody changed one; between, it
/// knows the next moment, and a turn costs what is due in it. Fires only while a daemon serves the state.
/// </summary>
internal sealed class ScheduleWatch(
    IHomeStore store,
    IReadOnlySet<int> partitions,
    ITimeZones zones,
    MonotonicClock clock,
    FiringNews news
)
{
    private readonly Dictionary<ScheduleId, (ScheduleState State, TimeZoneInfo Zone)> schedules = [];
    private readonly SortedSet<(Instant Due, long Id)> line = [];
    private readonly HashSet<ScheduleId> waiting = [];
    private readonly HashSet<ScheduleId> free = [];
    private long version = -1;
    private bool isServing;
    private Instant latest = Instant.Never;

    /// <summary>Whether the turn in progress has written a decision.</summary>
    public bool HasFired { get; private set; }

    /// <summary>What people should know: a schedule that a clock has silenced; null when all is well.</summary>
    public string? Notice { get; private set; }

    /// <summary>The first moment that something is due; the wall clock counts, not that of the turns.</summary>
    public TimeSpan DueIn =>
        !isServing ? TimeSpan.MaxValue
        : free.Count > 0 ? TimeSpan.Zero
        : line.Count == 0 || line.Min.Due == Instant.Never ? TimeSpan.MaxValue
        : line.Min.Due - WallClock;

    private Instant WallClock => Instant.From(clock.Wall);

    /// <summary>Takes in what others committed.</summary>
    public void Learn(News news)
    {
        isServing = news.ServesAll;
        if (news.Schedules != version)
        {
            version = news.Schedules;
            Load();
        }

        LookAtWaiting();
    }

    /// <summary>Sees whether the wall clock was set back: then what fired ahead of it silences its schedule.</summary>
    public void LookAtClock()
    {
        var now = WallClock;
        if (now + FiringRule.Grace < latest)
        {
            LookForSilence(now);
        }

        latest = now;
    }

    /// <summary>Sees whether what runs wait for has ended. Costs nothing while none waits.</summary>
    public void LookAtWaiting()
    {
        free.Clear();
        free.UnionWith(waiting.Where(schedule => store.OpenRuns(schedule) == 0));
    }

    /// <summary>Decides on all that is due.</summary>
    public void Take(ITurn turn)
    {
        HasFired = false;
        if (!isServing)
        {
            return;
        }

        var now = WallClock;
        foreach (var id in Due(now))
        {
            var (state, zone) = schedules[id];
            var firing = FiringRule.Decide(state, zone, now, turn.OpenRuns(id));
            turn.Fire(id, firing, now);
            news.Decided(state.Name, firing);
            Put(state with { Due = firing.Due, Waiting = firing.Waiting }, zone);
            HasFired = true;
        }

        if (HasFired && Notice is not null)
        {
            LookForSilence(now);
        }

        free.Clear();
    }

    private ScheduleId[] Due(Instant now) =>
        [.. line.TakeWhile(entry => entry.Due <= now).Select(entry => new ScheduleId(entry.Id)).Union(free)];

    private void Load()
    {
        schedules.Clear();
        line.Clear();
        waiting.Clear();
        foreach (var schedule in store.Schedules(partitions))
        {
            // Without its zone nobody knows when it is due: rota schedule ls says so.
            if (zones.Find(schedule.Spec.TimeZone) is { } zone)
            {
                Put(schedule, zone);
            }
        }

        LookForSilence(WallClock);
    }

    private void LookForSilence(Instant now)
    {
        Notice = null;
        foreach (var (state, zone) in schedules.Values)
        {
            if (Silence.Is(state.Spec, state.Due, zone, now))
            {
                Notice =
                    $"schedule {state.Name} fires nothing before "
                    + $"{(state.Due == Instant.Never ? "it is resumed" : state.Due)}: "
                    + "the clock was ahead, or is behind now. "
                    + $"If it is right now: rota schedule resume {state.Name}";
                return;
            }
        }
    }

    private void Put(ScheduleState state, TimeZoneInfo zone)
    {
        if (schedules.TryGetValue(state.Id, out var before))
        {
            line.Remove((before.State.Due, state.Id.Value));
        }

        schedules[state.Id] = (state, zone);
        line.Add((state.Due, state.Id.Value));
        _ = state.Waiting.IsEmpty ? waiting.Remove(state.Id) : waiting.Add(state.Id);
    }
}
