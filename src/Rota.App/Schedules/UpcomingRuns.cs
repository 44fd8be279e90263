using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Schedules;

/// <summary>When schedules run in the next hours.</summary>
/// <param name="From">From now.</param>
/// <param name="To">Until then.</param>
/// <param name="Schedules">Those that are not paused, by name.</param>
public sealed record UpcomingRuns(Instant From, Instant To, IReadOnlyList<UpcomingLane> Schedules) : View
{
    /// <summary>As far as can be looked ahead, in hours: a month.</summary>
    public const int HoursMax = 31 * 24;

    /// <summary>Instants of one schedule that are told: of one that runs each minute, the first hours.</summary>
    public const int InstantsMax = 300;

    /// <summary>Those of a state.</summary>
    /// <param name="site">The state.</param>
    /// <param name="hours">How far ahead.</param>
    public static UpcomingRuns Of(Site site, int hours)
    {
        ArgumentNullException.ThrowIfNull(site);
        using var queries = site.Open().Read();
        var (from, to) = (site.Now, site.Now + TimeSpan.FromHours(hours));
        return new UpcomingRuns(
            from,
            to,
            [
                .. queries
                    .Schedules.All()
                    .Where(row => !row.IsPaused)
                    .Select(row =>
                    {
                        // Before the first instant that is not decided on, it fires nothing.
                        var waits = row.Due > from && row.Due != Instant.Never;
                        var begins = waits ? row.Due + TimeSpan.FromSeconds(-1) : from;
                        var all = ScheduleTimes.After(row.Spec, begins, InstantsMax + 1);
                        var next = all.Where(at => at < to).ToArray();
                        return new UpcomingLane(row.Name, [.. next.Take(InstantsMax)], next.Length > InstantsMax);
                    }),
            ]
        );
    }
}

/// <summary>When a schedule runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Next">The instants, the first ones where there are many.</param>
/// <param name="More">Whether there are more.</param>
public sealed record UpcomingLane(string Name, IReadOnlyList<Instant> Next, bool More);
