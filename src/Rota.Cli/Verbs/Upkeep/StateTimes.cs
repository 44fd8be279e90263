using Rota.App.Checking;
using Rota.App.Schedules;
using Rota.App.Wording;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary>Holds the times that a state has stored against the clock of this machine.</summary>
internal static class StateTimes
{
    public static IEnumerable<Finding> Examine(string path)
    {
        if (!File.Exists(Path.Combine(path, "rota.db")))
        {
            return [];
        }

        try
        {
            using var queries = new JobQueries(StateDirectory.Open(path, create: false));
            return [Schedules(queries), Records(queries)];
        }
        catch (StoreException error)
        {
            return [new("state", "cannot be read", error.Message)];
        }
    }

    private static Finding Schedules(JobQueries queries)
    {
        var all = new ScheduleQuery(queries).All();
        string[] silent = [.. all.Select(row => ScheduleTimes.WhySilent(row, WallClock.Now)).OfType<string>()];
        return new("schedules", $"{all.Count}", silent.Length == 0 ? null : string.Join("; ", silent));
    }

    private static Finding Records(JobQueries queries)
    {
        var newest = queries
            .Jobs(int.MaxValue)
            .Select(job => job.Ended > job.Submitted ? job.Ended.Value : job.Submitted)
            .Order()
            .LastOrDefault();
        var ahead = newest - WallClock.Now;
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
