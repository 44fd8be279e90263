using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Limits that change with the wall clock: of queues that are open at hours only, and of scopes whose grants begin and
/// end. A closed queue is as a paused one: nothing of it starts, and what runs goes on. Where this machine does not
/// know the time zone, it stays closed.
/// </summary>
internal sealed class TimedLimits(SchedulerState scheduler, ITimeZones? zones)
{
    private readonly Dictionary<AccountId, Times> timed = [];

    /// <summary>When one changes next on the wall clock.</summary>
    public Instant Next => timed.Count > 0 ? timed.Values.Min(times => times.Until) : Instant.Never;

    /// <summary>Takes in what is set for an account; gives the limit that holds now.</summary>
    public long? Learn(AccountUse use)
    {
        var times =
            use.Hours is { } hours ? Now(hours, use.Limit)
            : use.Course is { Steps.IsEmpty: false } course ? Now(course)
            : null;
        if (times is null)
        {
            timed.Remove(use.Account);
            return use.Course?.First ?? use.Limit;
        }

        return (timed[use.Account] = times).Limit;
    }

    /// <summary>Those that have changed since, each with the limit that holds now.</summary>
    public IReadOnlyList<(AccountId Account, long? Limit)> Turned()
    {
        var turned = timed
            .Where(one => scheduler.Wall >= one.Value.Until || scheduler.Wall < one.Value.From)
            .Select(one => one.Key)
            .ToArray();
        return [.. turned.Select(account => (account, Again(account)))];
    }

    /// <summary>The hours of a queue that is closed now, and how long it stays so; null where it is not.</summary>
    public (OpenHours Hours, TimeSpan? Left)? Closed(AccountId queue) =>
        timed.TryGetValue(queue, out var times) && times is { IsClosed: true, Hours: { } hours }
            ? (hours, times.Until == Instant.Never ? null : times.Until - scheduler.Wall)
            : null;

    /// <summary>When the rights of a scope change next, and to what; null where they stay.</summary>
    public (Instant At, long Rights)? Turn(AccountId budget) =>
        timed.TryGetValue(budget, out var times)
        && times is { Course: { } course, Until: var until }
        && until != Instant.Never
            ? (until, course.At(until))
            : null;

    private long? Again(AccountId account)
    {
        var times = timed[account];
        timed[account] = times.Hours is { } hours ? Now(hours, times.Open) : Now(times.Course!);
        return timed[account].Limit;
    }

    private Times Now(OpenHours stated, long? limit)
    {
        var zone = stated.TimeZone == ScheduleSpec.DefaultZone ? TimeZoneInfo.Utc : zones?.Find(stated.TimeZone);
        var isOpen = zone is not null && stated.IsOpen(zone, scheduler.Wall);
        return new Times(
            isOpen ? limit : 0,
            scheduler.Wall,
            zone is null ? Instant.Never : stated.NextChange(zone, scheduler.Wall)
        )
        {
            Hours = stated,
            IsClosed = !isOpen,
            Open = limit,
        };
    }

    private Times Now(RightsCourse course) =>
        new(course.At(scheduler.Wall), course.Since(scheduler.Wall), course.Next(scheduler.Wall)) { Course = course };

    /// <summary>What holds from one instant until another.</summary>
    private sealed record Times(long? Limit, Instant From, Instant Until)
    {
        public OpenHours? Hours { get; init; }

        public bool IsClosed { get; init; }

        /// <summary>The limit while the queue is open.</summary>
        public long? Open { get; init; }

        public RightsCourse? Course { get; init; }
    }
}
