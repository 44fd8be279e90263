using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rows;

namespace Rota.Store.Postgres.Turns;

/// <summary>What a turn changes of live attempts, by columns.</summary>
internal sealed class LiveColumns
{
    private readonly List<long> removed = [];
    private readonly List<LiveRow> added = [];
    private readonly List<LiveRow> updated = [];

    public void Add(in LiveRow row) => added.Add(row);

    public void Update(in LiveRow row) => updated.Add(row);

    public void Remove(AttemptId attempt) => removed.Add(attempt.Value);

    public void Clear()
    {
        removed.Clear();
        added.Clear();
        updated.Clear();
    }

    /// <summary>Those that ended make room for others of the same task.</summary>
    public void SendRemoved(Connection connection)
    {
        if (removed.Count > 0)
        {
            connection.Prepare("DELETE FROM rota.live WHERE attempt = ANY ($1)").Bind(1, removed.ToArray()).Run();
        }
    }

    public void Send(Connection connection)
    {
        if (updated.Count > 0)
        {
            connection
                .Prepare(
                    """
                    UPDATE rota.live SET state = r.state, holds_room = r.holds_room, started = r.started, pid = r.pid,
                        stop = r.stop, scratch = r.scratch
                    FROM unnest($1, $2, $3, $4, $5, $6, $7)
                        AS r (attempt, state, holds_room, started, pid, stop, scratch)
                    WHERE live.attempt = r.attempt
                    """
                )
                .Bind(1, Of(updated, row => row.Attempt.Value))
                .Bind(2, Of(updated, row => (long)row.State))
                .Bind(3, Of(updated, row => row.HoldsRoom ? 1L : 0))
                .Bind(4, Of(updated, row => row.Started?.Micros))
                .Bind(5, Of(updated, row => (long)row.Pid))
                .Bind(6, Of(updated, row => (long)row.Stop))
                .Bind(7, Of(updated, row => (long)row.Scratch))
                .Run();
        }

        if (added.Count > 0)
        {
            SendAdded(connection);
        }
    }

    private void SendAdded(Connection connection) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.live (attempt, job, grp, idx, attempts, counted, lost, memory_factor, fence, state,
                    holds_room, gpus, intended, started, pid, stop, scratch, booking, node, cpus)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                    $19, $20)
                """
            )
            .Bind(1, Of(added, row => row.Attempt.Value))
            .Bind(2, Of(added, row => row.Task.Job.Value))
            .Bind(3, Of(added, row => (long)row.Task.Group))
            .Bind(4, Of(added, row => (long)row.Task.Index))
            .Bind(5, Of(added, row => (long)row.Before.Attempts))
            .Bind(6, Of(added, row => (long)row.Before.Counted))
            .Bind(7, Of(added, row => (long)row.Before.Lost))
            .Bind(8, Of(added, row => row.Before.MemoryFactor))
            .Bind(9, Of(added, row => row.Fence))
            .Bind(10, Of(added, row => (long)row.State))
            .Bind(11, Of(added, row => row.HoldsRoom ? 1L : 0))
            .Bind(12, Of(added, row => (string?)DeviceList.TextOf(row.Gpus)))
            .Bind(13, Of(added, row => row.Intended.Micros))
            .Bind(14, Of(added, row => row.Started?.Micros))
            .Bind(15, Of(added, row => (long)row.Pid))
            .Bind(16, Of(added, row => (long)row.Stop))
            .Bind(17, Of(added, row => (long)row.Scratch))
            .Bind(18, Of(added, row => (string?)row.Booking))
            .Bind(19, Of(added, row => row.Node.Value))
            .Bind(20, Of(added, row => (string?)DeviceList.TextOf(row.Cpus)))
            .Run();

    private static T[] Of<T>(List<LiveRow> rows, Func<LiveRow, T> column) => [.. rows.Select(column)];
}
