using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;

namespace Rota.Store.Postgres.Turns;

/// <summary>What a turn adds to the history, by columns.</summary>
internal sealed class AttemptColumns
{
    private readonly List<(JobId Job, AttemptRow Row, long Fence)> added = [];

    public void Add(JobId job, AttemptRow ended, long fence) => added.Add((job, ended, fence));

    public void Clear() => added.Clear();

    public void Send(Connection connection)
    {
        if (added.Count == 0)
        {
            return;
        }

        connection
            .Prepare(
                """
                INSERT INTO rota.attempt (job, grp, idx, number, id, fence, outcome, started, ended, exit_code, signal,
                    reason, cpu_us, peak_memory, out_segment, out_offset, out_length, err_segment, err_offset,
                    err_length, node, progress, result, result_problem)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                    $19, $20, $21, $22, $23, $24)
                """
            )
            .Bind(1, [.. added.Select(one => one.Job.Value)])
            .Bind(2, Numbers(row => row.Group))
            .Bind(3, Numbers(row => row.Index))
            .Bind(4, Numbers(row => row.Number))
            .Bind(5, Numbers(row => row.Id.Value))
            .Bind(6, [.. added.Select(one => one.Fence)])
            .Bind(7, Numbers(row => (long)row.Outcome))
            .Bind(8, NumbersOrNull(row => row.Started?.Micros))
            .Bind(9, Numbers(row => row.Ended.Micros))
            .Bind(10, NumbersOrNull(row => row.ExitCode))
            .Bind(11, NumbersOrNull(row => row.Signal))
            .Bind(12, Texts(row => row.Reason))
            .Bind(13, Numbers(row => row.CpuMicros))
            .Bind(14, Numbers(row => row.PeakMemoryBytes))
            .Bind(15, Numbers(row => row.Output.Segment))
            .Bind(16, Numbers(row => row.Output.Offset))
            .Bind(17, Numbers(row => row.Output.Length))
            .Bind(18, Numbers(row => row.Errors.Segment))
            .Bind(19, Numbers(row => row.Errors.Offset))
            .Bind(20, Numbers(row => row.Errors.Length))
            .Bind(21, Numbers(row => row.Node.Value))
            .Bind(22, Texts(row => row.Reported?.Progress))
            .Bind(23, Texts(row => row.Reported?.Result))
            .Bind(24, Texts(row => row.Reported?.Problem))
            .Run();
    }

    private long[] Numbers(Func<AttemptRow, long> column) => [.. added.Select(one => column(one.Row))];

    private long?[] NumbersOrNull(Func<AttemptRow, long?> column) => [.. added.Select(one => column(one.Row))];

    private string?[] Texts(Func<AttemptRow, string?> column) => [.. added.Select(one => column(one.Row))];
}
