using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Rows;

namespace Rota.Store.Rules;

/// <summary>
/// What is written of a decision on a schedule. An instant fires once: its row says so, and the key of its job.
/// </summary>
public static class FireRule
{
    /// <summary>What a task finds the instant under that its run stands for.</summary>
    private const string InstantVariable = "ROTA_SCHEDULED_AT";

    /// <summary>Which instants get a row without a job, and which a job.</summary>
    /// <param name="firing">The decision.</param>
    /// <param name="row">The row of an instant; null where it has none.</param>
    public static (ImmutableArray<Instant> Waits, ImmutableArray<Instant> Starts) Rows(
        Firing firing,
        Func<Instant, FireRow?> row
    ) =>
        (
            [.. firing.Waiting.Where(instant => row(instant) is null)],
            [.. firing.Starts.Where(instant => row(instant)?.Job is null)]
        );

    /// <summary>The times of the schedule afterwards.</summary>
    public static ScheduleTimes After(ScheduleTimes times, Firing firing) =>
        new(
            firing.Due,
            firing.Starts is [.., var newest] && !(times.LastFired > newest) ? newest : times.LastFired,
            firing.Skipped ?? times.LastSkipped
        );

    /// <summary>The key of the job of an instant.</summary>
    public static string Key(ScheduleId schedule, Instant instant) => $"schedule/{schedule}/{instant}";

    /// <summary>
    /// The job of an instant: what was registered, and its tasks are told which instant they stand for.
    /// </summary>
    /// <param name="registered">What was registered.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The time zone of the schedule.</param>
    public static JobSpec JobOf(JobSpec registered, Instant instant, TimeZoneInfo zone) =>
        registered with
        {
            ScheduledAt = TimeZoneInfo.ConvertTime(instant.ToDateTime(), zone),
            Environment = registered.Environment.SetItem(InstantVariable, Rfc3339(instant)),
        };

    /// <summary>What was registered, with other values of some of its parameters.</summary>
    public static JobSpec With(JobSpec registered, ImmutableSortedDictionary<string, string> parameters) =>
        registered with
        {
            Params = registered.Params.SetItems(parameters),
        };

    /// <summary>Whole seconds: what <c>date -d</c> and every library read.</summary>
    private static string Rfc3339(Instant instant) =>
        instant.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
