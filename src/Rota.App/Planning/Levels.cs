using Rota.Core.Jobs;

namespace Rota.App.Planning;

/// <summary>How many steps deep a job's graph is.</summary>
internal static class Levels
{
    /// <summary>The level of each entry, from 0.</summary>
    public static int[] All(JobSpec spec)
    {
        var levels = new int[spec.Tasks.Length];
        int[] order = [.. NeedOrder.Of(spec)];
        foreach (var entry in order.Where(entry => !spec.Tasks[entry].IsFinally))
        {
            Raise(entry, least: 0);
        }

        var last = Count(levels);
        foreach (var entry in order.Where(entry => spec.Tasks[entry].IsFinally))
        {
            Raise(entry, last);
        }

        return levels;

        void Raise(int entry, int least)
        {
            levels[entry] = least;
            foreach (var need in spec.Tasks[entry].Needs)
            {
                levels[entry] = Math.Max(levels[entry], levels[need.Task] + 1);
            }
        }
    }

    /// <summary>The number of levels.</summary>
    public static int Of(JobSpec spec) => Count(All(spec));

    /// <summary>The number of levels that entries are on.</summary>
    public static int Count(int[] levels) => levels.Length == 0 ? 0 : levels.Max() + 1;
}
