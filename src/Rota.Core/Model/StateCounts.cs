namespace Rota.Core.Model;

/// <summary>Sums over tasks counted by state: arrays of <see cref="States.Count"/> numbers.</summary>
public static class StateCounts
{
    /// <summary>Tasks that have their outcome.</summary>
    public static long Ended(long[] counts)
    {
        var ended = 0L;
        for (var state = (int)TaskState.Succeeded; state < States.Count; state++)
        {
            ended += counts[state];
        }

        return ended;
    }

    /// <summary>Tasks whose outcome is a failure, lost ones included.</summary>
    public static long Failures(long[] counts) =>
        counts[(int)TaskState.Failed]
        + counts[(int)TaskState.TimedOut]
        + counts[(int)TaskState.OomKilled]
        + counts[(int)TaskState.Lost];
}
