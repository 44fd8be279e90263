using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Store.Proofs;

/// <summary>That the counters of a job and its entries are the sums of the rows that they stand for.</summary>
public static class CounterProof
{
    /// <summary>A sentence for the job and each entry whose counters are wrong.</summary>
    /// <param name="job">The job.</param>
    /// <param name="groups">Its entries.</param>
    /// <param name="count">Adds the records and live attempts of an entry, by state.</param>
    public static IEnumerable<string> Violations(
        JobRow job,
        IEnumerable<GroupRow> groups,
        Action<GroupRow, long[]> count
    )
    {
        var sum = new long[States.Count];
        foreach (var group in groups)
        {
            var counted = new long[States.Count];
            counted[(int)group.Rest] += group.Total - group.Next;
            count(group, counted);
            for (var state = 0; state < sum.Length; state++)
            {
                sum[state] += counted[state];
            }

            if (!counted.AsSpan().SequenceEqual(group.Counts))
            {
                yield return $"task_group {job.Id}.{group.Name}: counters say {string.Join(' ', group.Counts)}, "
                    + $"rows say {string.Join(' ', counted)}";
            }
        }

        if (!sum.AsSpan().SequenceEqual(job.Counts))
        {
            yield return $"job {job.Id}: counters say {string.Join(' ', job.Counts)}, "
                + $"its entries say {string.Join(' ', sum)}";
        }
    }
}
