using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Claims;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Turns;

/// <summary>
/// Writes rows of a turn, inside its transaction. Of what there may be thousands, rows are gathered by columns and go
/// to the server in one statement a table.
/// </summary>
internal sealed class TurnWriter(Connection connection) : ITurnTables
{
    private readonly AfterTable after = new(connection);
    private readonly LiveColumns live = new();
    private readonly AttemptColumns attempts = new();
    private readonly TaskColumns tasks = new();

    /// <summary>Sends what was gathered.</summary>
    public void Send()
    {
        live.SendRemoved(connection);
        attempts.Send(connection);
        tasks.Send(connection);
        live.Send(connection);
    }

    /// <summary>Forgets what was gathered by a transaction that was undone.</summary>
    public void Clear()
    {
        live.Clear();
        attempts.Clear();
        tasks.Clear();
    }

    /// <inheritdoc/>
    public void Add(in LiveRow row) => live.Add(row);

    /// <inheritdoc/>
    public void Update(in LiveRow row) => live.Update(row);

    /// <inheritdoc/>
    public void Remove(AttemptId attempt) => live.Remove(attempt);

    /// <inheritdoc/>
    public void Add(JobId job, AttemptRow ended, long fence) => attempts.Add(job, ended, fence);

    /// <inheritdoc/>
    public void Refused(NodeRefusal refusal) => NodeTable.Refused(connection, refusal);

    /// <inheritdoc/>
    public void Answer(ClaimResult result) => ClaimTable.Answer(connection, result);

    /// <inheritdoc/>
    public void Put(TaskKey task, TaskState state, Tries tries, Instant notBefore) =>
        tasks.Put(task, state, tries, notBefore);

    /// <inheritdoc/>
    public void Remove(TaskKey task) => tasks.Remove(task);

    /// <inheritdoc/>
    public void Update(JobId job, TaskGroup group) =>
        connection
            .Prepare(
                """
                UPDATE rota.task_group SET next = $3, rest = $4, counts = $5, total = $6, held = $7
                WHERE job = $1 AND ordinal = $2
                """
            )
            .Bind(1, job.Value)
            .Bind(2, (long)group.Ordinal)
            .Bind(3, (long)group.Next)
            .Bind(4, (long)group.Rest)
            .Bind(5, Counts.Write(group.Counts))
            .Bind(6, (long)group.Total)
            .Bind(7, group.Held.ToString())
            .Run();

    /// <inheritdoc/>
    public void Update(JobId job, JobSpec spec) =>
        connection
            .Prepare("UPDATE rota.job_spec SET submitted = coalesce(submitted, body), body = $2 WHERE job = $1")
            .Bind(1, job.Value)
            .Bind(2, JobSpecCodec.Encode(spec))
            .Run();

    /// <inheritdoc/>
    public void Update(ActiveJob job) =>
        connection
            .Prepare(
                """
                UPDATE rota.job SET state = $2, paused = $3, stopped = $4, cancelled = $5, priority = $6, reason = $7,
                    started = $8, ended = $9, attempts = $10, counts = $11, total = $12, open = $13, queue = $14,
                    next_start = $15
                WHERE id = $1
                """
            )
            .Bind(1, job.Id.Value)
            .Bind(2, (long)job.State)
            .Bind(3, job.IsPaused)
            .Bind(4, job.IsStopped)
            .Bind(
                5,
                job.IsAbandoned ? 2L
                    : job.IsCancelled ? 1
                    : 0
            )
            .Bind(6, (long)job.Priority)
            .Bind(7, job.Reason)
            .Bind(8, job.Started?.Micros)
            .Bind(9, job.Ended?.Micros)
            .Bind(10, job.Attempts)
            .Bind(11, Counts.Write(job.Counts))
            .Bind(12, job.Total)
            .Bind(13, job.Spec.IsOpen)
            .Bind(14, job.Spec.Queue)
            .Bind(15, job.NextStart?.Micros)
            .Run();

    /// <inheritdoc/>
    public void Settle(JobId ended, JobState outcome, Instant at) => after.Settle(ended, outcome, at);
}
