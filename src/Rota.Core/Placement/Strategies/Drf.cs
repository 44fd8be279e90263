using System.Collections.Immutable;

namespace Rota.Core.Placement.Strategies;

/// <summary>
/// Dominant resource fairness (Ghodsi et al., NSDI 2011): the next task goes to the user whose largest share of any
/// resource is smallest, so that nobody gains by asking for more of one than it needs.
/// </summary>
public static class Drf
{
    /// <summary>Fills what there is, task by task.</summary>
    /// <param name="capacity">How much there is of each resource.</param>
    /// <param name="demands">What a task of each user takes, in the order of the resources.</param>
    /// <returns>For each user, how many tasks it gets.</returns>
    public static ImmutableArray<int> Fill(ReadOnlySpan<long> capacity, IReadOnlyList<ImmutableArray<long>> demands)
    {
        var free = capacity.ToArray();
        var tasks = new int[demands.Count];
        while (Next(capacity, free, demands, tasks) is { } user)
        {
            tasks[user]++;
            for (var resource = 0; resource < free.Length; resource++)
            {
                free[resource] -= demands[user][resource];
            }
        }

        return [.. tasks];
    }

    /// <summary>The largest share of any resource that so many tasks hold.</summary>
    public static double DominantShare(ReadOnlySpan<long> capacity, ImmutableArray<long> demand, int tasks)
    {
        var share = 0.0;
        for (var resource = 0; resource < capacity.Length; resource++)
        {
            share = Math.Max(share, (double)demand[resource] * tasks / capacity[resource]);
        }

        return share;
    }

    /// <summary>The user whose turn it is among those whose next task fits; null when none does.</summary>
    private static int? Next(
        ReadOnlySpan<long> capacity,
        long[] free,
        IReadOnlyList<ImmutableArray<long>> demands,
        int[] tasks
    )
    {
        int? next = null;
        var least = double.PositiveInfinity;
        for (var user = 0; user < demands.Count; user++)
        {
            var share = DominantShare(capacity, demands[user], tasks[user]);
            if (share < least && Fits(demands[user], free))
            {
                (next, least) = (user, share);
            }
        }

        return next;
    }

    // A task that takes nothing would be given out without end.
    private static bool Fits(ImmutableArray<long> demand, long[] free) =>
        demand.Any(amount => amount > 0) && demand.Zip(free).All(pair => pair.First <= pair.Second);
}
