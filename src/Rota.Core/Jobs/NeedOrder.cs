using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Jobs;

/// <summary>The entries of a job in an order in which each comes after all that it needs (Kahn 1962).</summary>
public static class NeedOrder
{
    /// <summary>Positions of the entries, in that order.</summary>
    /// <param name="job">The job. Its needs have no cycle: the readers refuse those.</param>
    public static ImmutableArray<int> Of(JobSpec job)
    {
        var missing = job.Tasks.Select(task => task.Needs.Length).ToArray();
        var dependents = DependencyIndex.Of(job);
        var order = ImmutableArray.CreateBuilder<int>(missing.Length);
        order.AddRange(Enumerable.Range(0, missing.Length).Where(entry => missing[entry] == 0));
        for (var next = 0; next < order.Count; next++)
        {
            foreach (var waiting in dependents.Of(order[next]))
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
