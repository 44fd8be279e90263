using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;

namespace Rota.App.Queues;

/// <summary>What can be done with queues: named limits, set while jobs run.</summary>
public static class QueueCases
{
    /// <summary>The queues, and how full they are.</summary>
    public static QueueList List(Site site)
    {
        using var queries = site.Open().Read();
        var zones = new SystemTimeZones();
        var waiting = queries
            .Unfinished()
            .Where(job => job.Queue is not null)
            .GroupBy(job => job.Queue!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(job => job.Waiting), StringComparer.Ordinal);
        return new QueueList([
            .. queries
                .Queues.All()
                .Select(queue =>
                    QueueView.Of(queue, zones, site.Now) with
                    {
                        Waiting = waiting.GetValueOrDefault(queue.Name),
                    }
                ),
        ]);
    }

    /// <summary>Changes one, and answers with all.</summary>
    /// <exception cref="ProblemException">Nothing is set for a queue that is to be forgotten.</exception>
    public static QueueList Change(Site site, QueueChange change)
    {
        using (var settings = site.Create().Queues())
        {
            switch (change)
            {
                case QueueChange.Limit limit:
                    settings.SetConcurrency(limit.Name, limit.Concurrency);
                    break;
                case QueueChange.Open open:
                    settings.SetHours(open.Name, open.Hours is { } stated ? Hours(stated, open.TimeZone) : null);
                    break;
                case QueueChange.Pause pause:
                    settings.Pause(pause.Name, pause.IsPaused);
                    break;
                case QueueChange.Removal when !settings.Remove(change.Name):
                    throw new ProblemException(
                        LimitProblems.NoSuchQueue,
                        $"nothing is set for queue {Plain.Line(change.Name)}",
                        "try: rota queue ls"
                    );
            }
        }

        return List(site);
    }

    private static OpenHours Hours(string stated, string zone)
    {
        var zones = new SystemTimeZones();
        if (zones.Find(zone) is null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--timezone {zone}: there is no such time zone",
                ZoneHint.For(zone, zones)
            );
        }

        return OpenHours.Parse(stated, zone)
            ?? throw new ProblemException(ProblemCodes.Usage, $"--open {stated}: these are no hours", OpenHours.Form);
    }
}
