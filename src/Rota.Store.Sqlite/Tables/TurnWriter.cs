using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Claims;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Nodes;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Writes rows of a turn. Runs inside the turn's transaction.</summary>
internal sealed class TurnWriter(Connection connection) : ITurnTables
{
    private readonly AfterTable after = new(connection);

    private readonly Statement updateJob = connection.Prepare(
        """
        UPDATE job SET state = ?2, paused = ?3, stopped = ?4, cancelled = ?5, priority = ?6, reason = ?7, started = ?8,
            ended = ?9, attempts = ?10, counts = ?11, total = ?12, open = ?13,
            queue = ?14, next_start = ?15 WHERE id = ?1
        """
    );

    private readonly Statement updateSpec = connection.Prepare(
        "UPDATE job_spec SET submitted = coalesce(submitted, body), body = ?2 WHERE job = ?1"
    );

    private readonly Statement updateGroup = connection.Prepare(
        """
        UPDATE task_group SET next = ?3, rest = ?4, counts = ?5, total = ?6, held = ?7 WHERE job = ?1 AND ordinal = ?2
        """
    );

    private readonly Statement putTask = connection.Prepare(
        """
        INSERT OR REPLACE INTO task (job, grp, idx, state, attempts, counted, lost, memory_factor, not_before)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """
    );

    private readonly Statement deleteTask = connection.Prepare(
        "DELETE FROM task WHERE job = ?1 AND grp = ?2 AND idx = ?3"
    );

    private readonly Statement insertLive = connection.Prepare(
        """
        INSERT INTO live (attempt, job, grp, idx, attempts, counted, lost, memory_factor, fence, state, holds_room,
            gpus, intended, started, pid, stop, scratch, booking, node, cpus)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
        """
    );

    private readonly Statement updateLive = connection.Prepare(
        """
        UPDATE live SET state = ?2, holds_room = ?3, started = ?4, pid = ?5, stop = ?6, scratch = ?7
        WHERE attempt = ?1
        """
    );

    private readonly Statement deleteLive = connection.Prepare("DELETE FROM live WHERE attempt = ?1");

    private readonly Statement insertAttempt = connection.Prepare(
        """
        INSERT INTO attempt (job, grp, idx, number, id, fence, outcome, started, ended, exit_code, signal, reason,
            cpu_us, peak_memory, out_segment, out_offset, out_length, err_segment, err_offset, err_length, node,
            progress, result, result_problem)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24)
        """
    );

    /// <inheritdoc/>
    public void Add(in LiveRow live) =>
        insertLive
            .Bind(1, live.Attempt.Value)
            .Bind(2, live.Task.Job.Value)
            .Bind(3, (long)live.Task.Group)
            .Bind(4, (long)live.Task.Index)
            .Bind(5, (long)live.Before.Attempts)
            .Bind(6, (long)live.Before.Counted)
            .Bind(7, (long)live.Before.Lost)
            .Bind(8, live.Before.MemoryFactor)
            .Bind(9, live.Fence)
            .Bind(10, (long)live.State)
            .Bind(11, live.HoldsRoom)
            .Bind(12, DeviceList.TextOf(live.Gpus))
            .Bind(13, live.Intended.Micros)
            .Bind(14, live.Started?.Micros)
            .Bind(15, (long)live.Pid)
            .Bind(16, (long)live.Stop)
            .Bind(17, (long)live.Scratch)
            .Bind(18, live.Booking)
            .Bind(19, live.Node.Value)
            .Bind(20, DeviceList.TextOf(live.Cpus))
            .Run();

    /// <inheritdoc/>
    public void Update(in LiveRow live) =>
        updateLive
            .Bind(1, live.Attempt.Value)
            .Bind(2, (long)live.State)
            .Bind(3, live.HoldsRoom)
            .Bind(4, live.Started?.Micros)
            .Bind(5, (long)live.Pid)
            .Bind(6, (long)live.Stop)
            .Bind(7, (long)live.Scratch)
            .Run();

    /// <inheritdoc/>
    public void Remove(AttemptId live) => deleteLive.Bind(1, live.Value).Run();

    /// <inheritdoc/>
    public void Add(JobId job, AttemptRow ended, long fence) =>
        insertAttempt
            .Bind(1, job.Value)
            .Bind(2, (long)ended.Group)
            .Bind(3, (long)ended.Index)
            .Bind(4, (long)ended.Number)
            .Bind(5, ended.Id.Value)
            .Bind(6, fence)
            .Bind(7, (long)ended.Outcome)
            .Bind(8, ended.Started?.Micros)
            .Bind(9, ended.Ended.Micros)
            .Bind(10, ended.ExitCode)
            .Bind(11, ended.Signal)
            .Bind(12, ended.Reason)
            .Bind(13, ended.CpuMicros)
            .Bind(14, ended.PeakMemoryBytes)
            .Bind(15, (long)ended.Output.Segment)
            .Bind(16, ended.Output.Offset)
            .Bind(17, ended.Output.Length)
            .Bind(18, (long)ended.Errors.Segment)
            .Bind(19, ended.Errors.Offset)
            .Bind(20, ended.Errors.Length)
            .Bind(21, ended.Node.Value)
            .Bind(22, ended.Reported?.Progress)
            .Bind(23, ended.Reported?.Result)
            .Bind(24, ended.Reported?.Problem)
            .Run();

    /// <inheritdoc/>
    public void Refused(NodeRefusal refusal) => NodeTable.Refused(connection, refusal);

    /// <inheritdoc/>
    public void Answer(ClaimResult result) => ClaimTable.Answer(connection, result);

    /// <inheritdoc/>
    public void Put(TaskKey task, TaskState state, Tries tries, Instant notBefore) =>
        putTask
            .Bind(1, task.Job.Value)
            .Bind(2, (long)task.Group)
            .Bind(3, (long)task.Index)
            .Bind(4, (long)state)
            .Bind(5, (long)tries.Attempts)
            .Bind(6, (long)tries.Counted)
            .Bind(7, (long)tries.Lost)
            .Bind(8, tries.MemoryFactor)
            .Bind(9, notBefore.Micros)
            .Run();

    /// <inheritdoc/>
    public void Remove(TaskKey task) =>
        deleteTask.Bind(1, task.Job.Value).Bind(2, (long)task.Group).Bind(3, (long)task.Index).Run();

    /// <inheritdoc/>
    public void Update(JobId job, TaskGroup group) =>
        updateGroup
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
        updateSpec.Bind(1, job.Value).Bind(2, JobSpecCodec.Encode(spec)).Run();

    /// <inheritdoc/>
    public void Update(ActiveJob job) =>
        updateJob
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
