using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// The queues that are open at hours only. A closed one is as a paused one: nothing of it starts, and what runs goes
/// on. Where this machine does not know the time zone, it stays closed.
/// </summary>
internal sealed class QueueHours(SchedulerState scheduler, ITimeZones? zones)
{
    private readonly Dictionary<AccountId, Hours> queues = [];

    /// <summary>When one opens or closes next on the wall clock.</summary>
    public Instant Next => queues.Count > 0 ? queues.Values.Min(hours => hours.Until) : Instant.Never;

    /// <summary>Takes in what is set for a queue; gives the limit that holds now.</summary>
    public long? Learn(AccountId queue, OpenHours? stated, long? limit)
    {
        if (stated is null)
        {
            queues.Remove(queue);
            return limit;
        }

        return (queues[queue] = Now(stated, limit)).Limit;
    }

    /// <summary>Those that have opened or closed since, each with the limit that holds now.</summary>
    public IReadOnlyList<(AccountId Queue, long? Limit)> Turned()
    {
        var turned = queues
            .Where(queue => scheduler.Wall >= queue.Value.Until || scheduler.Wall < queue.Value.From)
            .Select(queue => queue.Key)
            .ToArray();
        return [.. turned.Select(queue => (queue, Learn(queue, queues[queue].Stated, queues[queue].Open)))];
    }

    /// <summary>The hours of a queue that is closed now, and how long it stays so; null where it is not.</summary>
    public (OpenHours Hours, TimeSpan? Left)? Closed(AccountId queue) =>
        queues.TryGetValue(queue, out var hours) && !hours.IsOpen
            ? (hours.Stated, hours.Until == Instant.Never ? null : hours.Until - scheduler.Wall)
            : null;

    private Hours Now(OpenHours stated, long? limit)
    {
        var zone = stated.TimeZone == ScheduleSpec.DefaultZone ? TimeZoneInfo.Utc : zones?.Find(stated.TimeZone);
        return new Hours(
            stated,
            limit,
            zone is not null && stated.IsOpen(zone, scheduler.Wall),
            scheduler.Wall,
            zone is null ? Instant.Never : stated.NextChange(zone, scheduler.Wall)
        );
    }

    /// <summary>What holds from one instant until another.</summary>
    private sealed record Hours(OpenHours Stated, long? Open, bool IsOpen, Instant From, Instant Until)
    {
        public long? Limit => IsOpen ? Open : 0;
    }
}
