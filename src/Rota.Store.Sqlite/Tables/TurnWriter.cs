using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Writes the rows of one turn. Runs inside the turn's transaction.</summary>
internal sealed class TurnWriter(Connection connection)
{
    private readonly Statement updateJob = connection.Prepare(
        """
        UPDATE job SET state = ?2, paused = ?3, stopped = ?4, cancelled = ?5, priority = ?6, reason = ?7, started = ?8,
            ended = ?9, attempts = ?10, counts = ?11 WHERE id = ?1
        """
    );

    private readonly Statement updateSpec = connection.Prepare("UPDATE job_spec SET body = ?2 WHERE job = ?1");

    private readonly Statement updateGroup = connection.Prepare(
        "UPDATE task_group SET next = ?3, rest = ?4, counts = ?5 WHERE job = ?1 AND ordinal = ?2"
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
            gpus, intended, started, pid, stop, scratch, booking, node)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
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
            cpu_us, peak_memory, out_segment, out_offset, out_length, err_segment, err_offset, err_length, node)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
        """
    );

    public void Write(TurnChanges changes)
    {
        foreach (var attempt in changes.Withdrawn)
        {
            Remove(attempt);
        }

        foreach (var ended in changes.Ended)
        {
            Remove(ended.Attempt);
            Write(ended);
        }

        foreach (var task in changes.Tasks)
        {
            Write(task);
        }

        foreach (var attempt in changes.Attempts)
        {
            Write(attempt);
        }

        foreach (var (job, group) in changes.Groups)
        {
            updateGroup
                .Bind(1, job.Id.Value)
                .Bind(2, group.Ordinal)
                .Bind(3, group.Next)
                .Bind(4, (long)group.Rest)
                .Bind(5, Counts.Write(group.Counts))
                .Run();
        }

        foreach (var job in changes.Specs)
        {
            updateSpec.Bind(1, job.Id.Value).Bind(2, JobSpecCodec.Encode(job.Spec)).Run();
        }

        foreach (var job in changes.Jobs)
        {
            updateJob
                .Bind(1, job.Id.Value)
                .Bind(2, (long)job.State)
                .Bind(3, job.IsPaused)
                .Bind(4, job.IsStopped)
                .Bind(5, job.IsCancelled)
                .Bind(6, (long)job.Priority)
                .Bind(7, job.Reason)
                .Bind(8, job.Started?.Micros)
                .Bind(9, job.Ended?.Micros)
                .Bind(10, job.Attempts)
                .Bind(11, Counts.Write(job.Counts))
                .Run();
        }
    }

    /// <summary>Marks in memory what the committed transaction wrote; a rolled back one leaves no mark.</summary>
    public static void Committed(TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts)
        {
            attempt.IsStored = true;
        }
    }

    private void Remove(Attempt attempt)
    {
        if (attempt.IsStored)
        {
            deleteLive.Bind(1, attempt.Id.Value).Run();
        }
    }

    private void Write(Attempt attempt)
    {
        if (attempt.IsStored)
        {
            updateLive
                .Bind(1, attempt.Id.Value)
                .Bind(2, (long)attempt.State)
                .Bind(3, attempt.HoldsRoom)
                .Bind(4, attempt.Started?.Micros)
                .Bind(5, (long)attempt.Pid)
                .Bind(6, (long)attempt.Stop)
                .Bind(7, (long)attempt.Scratch)
                .Run();
            return;
        }

        var before = attempt.Before;
        insertLive
            .Bind(1, attempt.Id.Value)
            .Bind(2, attempt.Job.Id.Value)
            .Bind(3, (long)attempt.Group.Ordinal)
            .Bind(4, (long)attempt.Index)
            .Bind(5, (long)before.Attempts)
            .Bind(6, (long)before.Counted)
            .Bind(7, (long)before.Lost)
            .Bind(8, before.MemoryFactor)
            .Bind(9, attempt.Fence)
            .Bind(10, (long)attempt.State)
            .Bind(11, attempt.HoldsRoom)
            .Bind(12, string.Join(' ', attempt.Gpus))
            .Bind(13, attempt.Intended.Micros)
            .Bind(14, attempt.Started?.Micros)
            .Bind(15, (long)attempt.Pid)
            .Bind(16, (long)attempt.Stop)
            .Bind(17, (long)attempt.Scratch)
            .Bind(18, attempt.Shape.Booking)
            .Bind(19, attempt.Node.Value)
            .Run();
    }

    private void Write(TaskChange change)
    {
        var (job, group, index) = change.Task;
        if (change.State is not { } state)
        {
            deleteTask.Bind(1, job.Value).Bind(2, (long)group).Bind(3, (long)index).Run();
            return;
        }

        putTask
            .Bind(1, job.Value)
            .Bind(2, (long)group)
            .Bind(3, (long)index)
            .Bind(4, (long)state)
            .Bind(5, (long)change.Tries.Attempts)
            .Bind(6, (long)change.Tries.Counted)
            .Bind(7, (long)change.Tries.Lost)
            .Bind(8, change.Tries.MemoryFactor)
            .Bind(9, change.NotBefore.Micros)
            .Run();
    }

    private void Write(EndedAttempt ended)
    {
        var attempt = ended.Attempt;
        var report = ended.Report;
        insertAttempt
            .Bind(1, attempt.Job.Id.Value)
            .Bind(2, (long)attempt.Group.Ordinal)
            .Bind(3, (long)attempt.Index)
            .Bind(4, (long)attempt.Number)
            .Bind(5, attempt.Id.Value)
            .Bind(6, attempt.Fence)
            .Bind(7, (long)ended.Outcome)
            .Bind(8, (report?.Started ?? attempt.Started)?.Micros)
            .Bind(9, (report?.Ended ?? ended.At).Micros)
            .Bind(10, report?.ExitCode)
            .Bind(11, report?.Signal)
            .Bind(12, ended.Reason)
            .Bind(13, report?.CpuMicros ?? 0)
            .Bind(14, report?.PeakMemoryBytes ?? 0)
            .Bind(15, (long)(report?.Output.Segment ?? 0))
            .Bind(16, report?.Output.Offset ?? 0)
            .Bind(17, report?.Output.Length ?? 0)
            .Bind(18, (long)(report?.Errors.Segment ?? 0))
            .Bind(19, report?.Errors.Offset ?? 0)
            .Bind(20, report?.Errors.Length ?? 0)
            .Bind(21, attempt.Node.Value)
            .Run();
    }
}
