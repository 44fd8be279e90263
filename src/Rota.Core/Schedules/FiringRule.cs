using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>
/// Decides which instants of a schedule become jobs. An instant is decided on once: afterwards the schedule is due at a
/// later one, whatever clocks do.
/// </summary>
public static class FiringRule
{
    /// <summary>
    /// So late an instant is still on time: cron counts in minutes, and a daemon may be just restarting.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Instants that are decided on at a time: more are left for the next turn.</summary>
    public const int InstantsMax = 64;

    /// <summary>Instants that wait at most; a schedule that falls ever further behind leaves the rest out.</summary>
    public const int WaitingMax = 64;

    /// <summary>Decides on all that is due.</summary>
    /// <param name="schedule">The schedule, not paused.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="now">The time on the wall clock.</param>
    /// <param name="open">How many of its runs are open.</param>
    public static Firing Decide(ScheduleState schedule, TimeZoneInfo zone, Instant now, int open)
    {
        var starts = ImmutableArray.CreateBuilder<Instant>();
        var waiting = schedule.Waiting;
        Instant? skipped = null;
        if (open == 0 && waiting is [var oldest, .. var others])
        {
            starts.Add(oldest);
            waiting = others;
        }

        var due = FirstWanted(schedule, zone, now);
        var missed = PassedOver(schedule, zone, due);
        for (var count = 0; due <= now && count < InstantsMax; count++)
        {
            var isFree = open + starts.Count == 0;
            switch (schedule.Spec.Overlap)
            {
                case Overlap.Allow:
                case Overlap.Skip or Overlap.Queue when isFree:
                    starts.Add(due);
                    break;
                case Overlap.Queue when waiting.Length < WaitingMax:
                    waiting = waiting.Add(due);
                    break;
                case Overlap.Replace:
                    // Of several at once only the newest would be left running.
                    missed = starts.Aggregate(missed, MissedInstants.And);
                    starts.Clear();
                    starts.Add(due);
                    break;
                default:
                    skipped = due;
                    missed = MissedInstants.And(missed, due);
                    break;
            }

            due = Occurrences.Next(schedule.Spec.Cron, zone, due) ?? Instant.Never;
        }

        return new Firing
        {
            Zone = zone,
            Starts = starts.ToImmutable(),
            Waiting = waiting,
            CancelsOpen = schedule.Spec.Overlap == Overlap.Replace && open > 0 && starts.Count > 0,
            Skipped = skipped,
            Missed = missed,
            Due = due,
        };
    }

    /// <summary>The first instant that is not too late; those before it were missed while nobody served.</summary>
    private static Instant FirstWanted(ScheduleState schedule, TimeZoneInfo zone, Instant now)
    {
        var back = schedule.Spec.CatchUp > Grace ? schedule.Spec.CatchUp : Grace;
        var oldest = now + -back;
        return schedule.Due >= oldest
            ? schedule.Due
            : Occurrences.Next(schedule.Spec.Cron, zone, new Instant(oldest.Micros - 1)) ?? Instant.Never;
    }

    /// <summary>The instants from the one that was due to the first that is not too late.</summary>
    private static MissedInstants? PassedOver(ScheduleState schedule, TimeZoneInfo zone, Instant first)
    {
        MissedInstants? missed = null;
        var instant = schedule.Due;
        while (instant < first && missed is not { Count: MissedInstants.CountMax })
        {
            missed = MissedInstants.And(missed, instant);
            instant = Occurrences.Next(schedule.Spec.Cron, zone, instant) ?? Instant.Never;
        }

        return missed;
    }
}
