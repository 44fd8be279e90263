using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Specs;

namespace Rota.Store.Rules;

/// <summary>What registering a schedule changes, and when it is due first.</summary>
public static class ScheduleRule
{
    /// <summary>What becomes of a registration.</summary>
    /// <param name="known">What has the name; null for nothing.</param>
    /// <param name="wanted">What is registered now.</param>
    /// <param name="replace">Whether it may take the place of another.</param>
    public static Registration Register(
        (JobSpec Job, ScheduleSpec Rules)? known,
        (JobSpec Job, ScheduleSpec Rules) wanted,
        bool replace
    )
    {
        if (known is not { } registered)
        {
            return new Registration(new Registered(RegistrationKind.New, []), IsWritten: true, Begins: true);
        }

        var changes = SpecChanges.Between(registered, wanted);
        if (changes.Count == 0)
        {
            // What it was captured from may have changed all the same.
            return new Registration(new Registered(RegistrationKind.Same, changes), IsWritten: replace, Begins: false);
        }

        var kind = replace ? RegistrationKind.Replaced : RegistrationKind.Refused;
        return new Registration(new Registered(kind, changes), IsWritten: replace, Begins: replace);
    }

    /// <summary>
    /// The first due instant: the next one that has not fired, by its row. So a clock that is set back doubles nothing,
    /// and one that was ahead for a moment silences nothing.
    /// </summary>
    /// <param name="spec">The rules.</param>
    /// <param name="zones">The time zones that this machine knows.</param>
    /// <param name="now">The time on the wall clock.</param>
    /// <param name="hasRow">Whether an instant has a row.</param>
    public static Instant NextDue(ScheduleSpec spec, ITimeZones zones, Instant now, Predicate<Instant> hasRow)
    {
        var zone = ZoneOf(spec, zones);
        var due = Occurrences.Next(spec.Cron, zone, now);
        while (due is { } fired && hasRow(fired))
        {
            due = Occurrences.Next(spec.Cron, zone, fired);
        }

        return due ?? Instant.Never;
    }

    /// <summary>The time zone of a schedule.</summary>
    /// <exception cref="StoreException">This machine does not know it.</exception>
    public static TimeZoneInfo ZoneOf(ScheduleSpec spec, ITimeZones zones) =>
        zones.Find(spec.TimeZone)
        ?? throw new StoreException(
            StoreFailure.Unreachable,
            $"this machine does not know the time zone {spec.TimeZone}. Install the package tzdata"
        );

    /// <summary>The times of a schedule that is due at another instant: what has fired lies before that.</summary>
    /// <param name="times">Its times.</param>
    /// <param name="due">When it is due.</param>
    /// <param name="newestBefore">The newest instant before that which has a row, or null.</param>
    public static ScheduleTimes DueAt(ScheduleTimes times, Instant due, Func<Instant?> newestBefore) =>
        times with
        {
            Due = due,
            LastFired = times.LastFired < due ? times.LastFired : newestBefore(),
        };

    /// <summary>
    /// Whether a schedule that is registered once more is healed: a clock far ahead had silenced it. One that is on
    /// time stays as it is, with what it has to make up for.
    /// </summary>
    public static bool IsHealed(ScheduleTimes times, Instant due) => due < times.Due;
}
