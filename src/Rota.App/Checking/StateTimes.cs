using Rota.App.Schedules;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store;
using Rota.Store.Home;

namespace Rota.App.Checking;

/// <summary>Holds the times that a state has stored against the clock of this machine.</summary>
internal static class StateTimes
{
    public static IEnumerable<Finding> Examine(Site site)
    {
        try
        {
            if (!Directory.Exists(site.Path) || site.Open() is not { Exists: true } home)
            {
                return [];
            }

            using var queries = home.Read();
            return [.. Slots(queries), Schedules(queries, site.Now), Records(queries, site.Now)];
        }
        catch (StoreException error)
        {
            return [new("state", "cannot be read", error.Message)];
        }
    }

    private static IEnumerable<Finding> Slots(IHomeReader queries) =>
        queries.NodeCapacity() is { } capacity ? [new("slots", $"{capacity.Slots}, as its runner last had them")] : [];

    private static Finding Schedules(IHomeReader queries, Instant now)
    {
        var all = queries.Schedules.All();
        string[] silent = [.. all.Select(row => ScheduleTimes.WhySilent(row, now)).OfType<string>()];
        return new("schedules", $"{all.Count}", silent.Length == 0 ? null : string.Join("; ", silent));
    }

    private static Finding Records(IHomeReader queries, Instant now)
    {
        var newest = queries
            .Jobs(int.MaxValue)
            .Select(job => job.Ended > job.Submitted ? job.Ended.Value : job.Submitted)
            .Order()
            .LastOrDefault();
        var ahead = newest - now;
        return new(
            "records",
            newest == default ? "none" : $"the newest of {Words.Time(newest)}",
            ahead <= FiringRule.Grace
                ? null
                : $"{Words.Duration(ahead)} ahead of this clock: it was set wrong then, or is now. "
                    + "What gates work goes by the time that passed; prune --older-than keeps such jobs"
        );
    }
}
