using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Store.Sqlite.Queries;

/// <summary>Proves that the counters of jobs and entries are the sums of the rows that they stand for.</summary>
internal sealed class CounterCheck(JobQueries queries)
{
    /// <summary>A sentence for each job and each entry whose counters are wrong.</summary>
    public IEnumerable<string> Run()
    {
        var violations = new List<string>();
        foreach (var job in queries.Jobs(int.MaxValue))
        {
            var sum = new long[States.Count];
            foreach (var group in queries.Groups(job.Id))
            {
                var counted = Count(job.Id, group);
                for (var state = 0; state < sum.Length; state++)
                {
                    sum[state] += counted[state];
                }

                if (!counted.AsSpan().SequenceEqual(group.Counts))
                {
                    violations.Add(
                        $"task_group {job.Id}.{group.Name}: counters say {string.Join(' ', group.Counts)}, "
                            + $"rows say {string.Join(' ', counted)}"
                    );
                }
            }

            if (!sum.AsSpan().SequenceEqual(job.Counts))
            {
                violations.Add(
                    $"job {job.Id}: counters say {string.Join(' ', job.Counts)}, "
                        + $"its entries say {string.Join(' ', sum)}"
                );
            }
        }

        return violations;
    }

    private long[] Count(JobId job, GroupRow group)
    {
        var counts = new long[States.Count];
        counts[(int)group.Rest] += group.Total - group.Next;
        foreach (var table in (string[])["task", "live"])
        {
            using var rows = queries
                .Connection.Prepare($"SELECT state, count(*) FROM {table} WHERE job = ?1 AND grp = ?2 GROUP BY state")
                .Bind(1, job.Value)
                .Bind(2, (long)group.Ordinal)
                .Rows();
            while (rows.Read())
            {
                counts[rows.Int32(0)] += rows.Int64(1);
            }
        }

        return counts;
    }
}
