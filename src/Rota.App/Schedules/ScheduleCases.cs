using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Linux.Clocks;
using Rota.Store.Records;

namespace Rota.App.Schedules;

/// <summary>What can be done with schedules: jobs that are submitted by themselves.</summary>
public static class ScheduleCases
{
    private const int CountMax = 10_000;

    /// <summary>The schedules, when they run next, and what became of the last run.</summary>
    public static ScheduleList List(Site site)
    {
        var home = site.Open();
        using var queries = home.Read();
        return new ScheduleList([.. queries.Schedules.All().Select(row => new ScheduleView(row, site.Now))])
        {
            IsServed = Served.IsServingAll(home),
        };
    }

    /// <summary>How one of them stands.</summary>
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static ScheduleState Find(Site site, string name) => StateOf(site, KnownSchedule.Find(site.Open(), name));

    /// <summary>When one of them runs next.</summary>
    /// <exception cref="ProblemException">There is none of this name, or too many instants are asked for.</exception>
    public static ScheduleRuns Next(Site site, string name, int count)
    {
        Check(count);
        var home = site.Open();
        var row = KnownSchedule.Find(home, name);
        return new ScheduleRuns(new ScheduleView(row, site.Now), ScheduleTimes.After(row.Spec, site.Now, count))
        {
            IsServed = Served.IsServingAll(home),
        };
    }

    /// <summary>Refuses too many instants, or none.</summary>
    /// <exception cref="ProblemException">So many cannot be asked for.</exception>
    public static void Check(int count)
    {
        if (count is < 1 or > CountMax)
        {
            throw new ProblemException(ProblemCodes.Usage, $"-n {count}: 1 to {CountMax}");
        }
    }

    /// <summary>Changes one, and answers with how it stands then.</summary>
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static ScheduleState Change(Site site, string name, ScheduleChange change)
    {
        var home = site.Open();
        KnownSchedule.Find(home, name);
        using (var registry = home.Schedules(new SystemTimeZones()))
        {
            var isDone = change switch
            {
                ScheduleChange.Pause => registry.Pause(name),
                ScheduleChange.Resume => registry.Resume(name, site.Now),
                _ => registry.Remove(name),
            };
            if (!isDone)
            {
                throw KnownSchedule.Gone(name);
            }
        }

        using var queries = home.Read();
        return queries.Schedules.Named(name) is { } row ? StateOf(site, row) : new ScheduleState(name, "removed");
    }

    private static ScheduleState StateOf(Site site, ScheduleRow row)
    {
        var view = new ScheduleView(row, site.Now);
        return new ScheduleState(view.Name, view.State) { Row = view };
    }
}
