using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>The longest way through the needs of a job: no number of nodes makes the job end sooner.</summary>
/// <param name="Seconds">How long it takes.</param>
/// <param name="Entries">Positions of the task entries on it, first to last.</param>
public sealed record CriticalPath(double Seconds, ImmutableArray<int> Entries)
{
    /// <summary>Finds the longest path.</summary>
    /// <param name="job">The job. Its needs have no cycle.</param>
    /// <param name="seconds">How long the entry at a position takes, from its first start to its last end.</param>
    public static CriticalPath Of(JobSpec job, Func<int, double> seconds)
    {
        var order = NeedOrder.Of(job);
        var end = new double[order.Length];
        var before = new int?[order.Length];
        int? last = null;
        foreach (var entry in order)
        {
            foreach (var need in job.Tasks[entry].Needs)
            {
                if (before[entry] is not { } latest || end[need.Task] > end[latest])
                {
                    before[entry] = need.Task;
                }
            }

            end[entry] = seconds(entry) + (before[entry] is { } needed ? end[needed] : 0);
            if (last is not { } longest || end[entry] > end[longest])
            {
                last = entry;
            }
        }

        var path = new Stack<int>();
        for (var entry = last; entry is { } position; entry = before[position])
        {
            path.Push(position);
        }

        return new(last is { } final ? end[final] : 0, [.. path]);
    }
}
