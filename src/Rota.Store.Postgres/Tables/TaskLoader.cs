using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>Reads the tasks of a job that have a record, by how far they are.</summary>
internal sealed class TaskLoader(Connection connection)
{
    /// <summary>Those that were touched, and neither run nor have ended.</summary>
    public List<PendingTask> Pending(JobId job)
    {
        var tasks = new List<PendingTask>();
        using var rows = connection
            .Prepare(
                """
                SELECT grp, idx, state, attempts, counted, lost, memory_factor, not_before
                FROM rota.task WHERE job = $1 AND state < 6 ORDER BY grp, idx
                """
            )
            .Bind(1, job.Value)
            .Rows();
        while (rows.Read())
        {
            tasks.Add(
                new PendingTask(
                    rows.Int32(0),
                    rows.Int32(1),
                    (TaskState)rows.Int32(2),
                    new Tries(rows.Int32(3), rows.Int32(4), rows.Int32(5), rows.Double(6)),
                    rows.Instant(7)
                )
            );
        }

        return tasks;
    }

    /// <summary>The attempts that were begun and have not ended.</summary>
    public List<StoredAttempt> Live(JobId job)
    {
        var attempts = new List<StoredAttempt>();
        using var rows = connection
            .Prepare(
                """
                SELECT attempt, grp, idx, attempts, counted, lost, memory_factor, fence, state, holds_room, gpus,
                    intended, started, pid, stop, scratch, node, cpus, booking
                FROM rota.live WHERE job = $1 ORDER BY attempt
                """
            )
            .Bind(1, job.Value)
            .Rows();
        while (rows.Read())
        {
            attempts.Add(
                new StoredAttempt
                {
                    Id = new AttemptId(rows.Int64(0)),
                    Group = rows.Int32(1),
                    Index = rows.Int32(2),
                    Before = new Tries(rows.Int32(3), rows.Int32(4), rows.Int32(5), rows.Double(6)),
                    Fence = rows.Int64(7),
                    State = (TaskState)rows.Int32(8),
                    HoldsRoom = rows.Boolean(9),
                    Gpus = DeviceList.Of(rows.Text(10)),
                    Intended = rows.Instant(11),
                    Started = rows.InstantOrNull(12),
                    Pid = rows.Int32(13),
                    Stop = (StopReason)rows.Int32(14),
                    Scratch = rows.Int32(15),
                    Node = new NodeId(rows.Int64(16)),
                    Cpus = DeviceList.Of(rows.Text(17)),
                    Booking = rows.Text(18),
                }
            );
        }

        return attempts;
    }

    /// <summary>Those that need no more.</summary>
    public List<EndedTask> Ended(JobId job)
    {
        var tasks = new List<EndedTask>();
        using var rows = connection
            .Prepare("SELECT grp, idx, state, attempts FROM rota.task WHERE job = $1 AND state >= 6 ORDER BY grp, idx")
            .Bind(1, job.Value)
            .Rows();
        while (rows.Read())
        {
            tasks.Add(new EndedTask(rows.Int32(0), rows.Int32(1), (TaskState)rows.Int32(2), rows.Int32(3)));
        }

        return tasks;
    }
}
