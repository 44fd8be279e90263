using Rota.Core.Model;
using Rota.Store.Proofs;
using Rota.Store.Records;

namespace Rota.Store.Postgres.Queries;

/// <summary>Counts the rows that the counters of jobs and entries stand for, without holding them.</summary>
internal sealed class CounterCheck(JobQueries queries)
{
    /// <summary>A sentence for each job and each entry whose counters are wrong.</summary>
    public IEnumerable<string> Run() =>
        queries
            .Jobs(int.MaxValue)
            .SelectMany(job =>
                CounterProof.Violations(job, queries.Groups(job.Id), (group, counts) => Count(job.Id, group, counts))
            );

    private void Count(JobId job, GroupRow group, long[] counts)
    {
        foreach (var table in (string[])["task", "live"])
        {
            using var rows = queries
                .Connection.Prepare(
                    $"SELECT state, count(*) FROM rota.{table} WHERE job = $1 AND grp = $2 GROUP BY state"
                )
                .Bind(1, job.Value)
                .Bind(2, (long)group.Ordinal)
                .Rows();
            while (rows.Read())
            {
                counts[rows.Int32(0)] += rows.Int64(1);
            }
        }
    }
}
