using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>
/// Whether a schedule passes over instants that are still to come. It does when it was decided on, registered or
/// resumed while the wall clock was ahead of the one that counts now: nothing of it fires before that time comes
/// again.
/// </summary>
public static class Silence
{
    /// <summary>Whether an instant to come will be passed over.</summary>
    /// <param name="spec">The rules of the schedule.</param>
    /// <param name="due">The first instant that was not decided on.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="now">The time on the wall clock.</param>
    public static bool Is(ScheduleSpec spec, Instant due, TimeZoneInfo zone, Instant now) =>
        Occurrences.Next(spec.Cron, zone, now + FiringRule.Grace) < due;
}
