using Rota.Core.Bytes;
using Rota.Core.Results;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Queries;

/// <summary>What must hold of the results of attempts. They are read in pages: there may be as many as tasks.</summary>
internal sealed class ResultChecks(Connection connection)
{
    private const long Page = 1_000;

    /// <summary>A sentence for each that is no JSON object.</summary>
    public IEnumerable<string> Run()
    {
        for (var (job, grp, idx, number, isLast) = (0L, 0L, 0L, 0L, false); !isLast; )
        {
            using var rows = connection
                .Prepare(
                    """
                    SELECT job, grp, idx, number, result FROM rota.attempt
                    WHERE result IS NOT NULL AND (job, grp, idx, number) > ($1, $2, $3, $4)
                    ORDER BY job, grp, idx, number LIMIT $5
                    """
                )
                .Bind(1, job)
                .Bind(2, grp)
                .Bind(3, idx)
                .Bind(4, number)
                .Bind(5, Page)
                .Rows();
            isLast = rows.Count < Page;
            while (rows.Read())
            {
                (job, grp, idx, number) = (rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Int64(3));
                if (ResultObject.Read(ByteText.Bytes(rows.Text(4))).Problem is not null)
                {
                    yield return $"attempt {number} of task {job}.{grp}.{idx} has a result that is no JSON object";
                }
            }
        }
    }
}
