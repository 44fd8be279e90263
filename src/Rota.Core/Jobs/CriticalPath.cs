using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Jobs;

/// <summary>The longest way through the needs of a job: no number of nodes makes the job end sooner.</summary>
/// <param name="Seconds">How long it takes.</param>
/// <param name="Entries">Positions of the task entries on it, first to last.</param>
public sealed record CriticalPath(double Seconds, ImmutableArray<int> Entries)
{
    /// <summary>Finds the longest path.</summary>
    /// <param name="job">The job. Its needs have no cycle.</param>
    /// <param name="seconds">How long the entry at a position takes, from its first task's start to its last task's
    /// end.</param>
    public static CriticalPath Of(JobSpec job, Func<int, double> seconds)
    {
        var order = InOrderOfNeeds(job);
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

    /// <summary>Each entry after all that it needs (Kahn 1962).</summary>
    private static ImmutableArray<int> InOrderOfNeeds(JobSpec job)
    {
        var missing = new int[job.Tasks.Length];
        var neededBy = new List<int>?[job.Tasks.Length];
        var order = ImmutableArray.CreateBuilder<int>(job.Tasks.Length);
        for (var entry = 0; entry < missing.Length; entry++)
        {
            missing[entry] = job.Tasks[entry].Needs.Length;
            foreach (var need in job.Tasks[entry].Needs)
            {
                (neededBy[need.Task] ??= []).Add(entry);
            }

            if (missing[entry] == 0)
            {
                order.Add(entry);
            }
        }

        for (var next = 0; next < order.Count; next++)
        {
            foreach (var waiting in neededBy[order[next]] ?? [])
            {
                if (--missing[waiting] == 0)
                {
                    order.Add(waiting);
                }
            }
        }

        Invariant.Check(order.Count == missing.Length, "the needs of a job have no cycle");
        return order.MoveToImmutable();
    }
}
