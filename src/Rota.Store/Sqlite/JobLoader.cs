using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Store.Specs;

namespace Rota.Store.Sqlite;

/// <summary>Reads jobs back into the form a runner works on.</summary>
internal sealed class JobLoader(Connection connection)
{
    public IReadOnlyList<(JobId Job, bool IsWanted)> Open(IReadOnlySet<int>? partitions = null)
    {
        var jobs = new List<(JobId, bool)>();
        using var rows = connection
            .Prepare(
                """
                SELECT id, wanted, partition FROM job
                WHERE ended IS NULL AND (wanted = 1 OR id IN (SELECT job FROM live)) ORDER BY id
                """
            )
            .Rows();
        while (rows.Read())
        {
            if (partitions is null || partitions.Contains(rows.Int32(2)))
            {
                jobs.Add((new JobId(rows.Int64(0)), rows.Boolean(1)));
            }
        }

        return jobs;
    }

    public StoredJob? Load(JobId id) => LoadJob(id) is { } job ? new StoredJob(job, Pending(id), Live(id)) : null;

    public IReadOnlyList<EndedTask> Ended(JobId job)
    {
        var tasks = new List<EndedTask>();
        using var rows = connection
            .Prepare("SELECT grp, idx, state, attempts FROM task WHERE job = ?1 AND state >= 6")
            .Bind(1, job.Value)
            .Rows();
        while (rows.Read())
        {
            tasks.Add(new EndedTask(rows.Int32(0), rows.Int32(1), (TaskState)rows.Int32(2), rows.Int32(3)));
        }

        return tasks;
    }

    private ActiveJob? LoadJob(JobId id)
    {
        ActiveJob job;
        using (
            var rows = connection
                .Prepare(
                    """
                    SELECT body, state, paused, stopped, cancelled, priority, reason, started, ended, attempts, counts
                    FROM job JOIN job_spec ON job_spec.job = job.id WHERE job.id = ?1
                    """
                )
                .Bind(1, id.Value)
                .Rows()
        )
        {
            if (!rows.Read())
            {
                return null;
            }

            job = new ActiveJob(id, JobSpecCodec.Decode(rows.Blob(0)))
            {
                State = (JobState)rows.Int32(1),
                IsPaused = rows.Boolean(2),
                IsStopped = rows.Boolean(3),
                IsCancelled = rows.Boolean(4),
                Priority = rows.Int32(5),
                Reason = rows.TextOrNull(6),
                Started = rows.InstantOrNull(7),
                Ended = rows.InstantOrNull(8),
                Attempts = rows.Int64(9),
            };
            Counts.Read(rows.Text(10), job.Counts);
        }

        using var groups = connection
            .Prepare("SELECT ordinal, next, rest, counts FROM task_group WHERE job = ?1 ORDER BY ordinal")
            .Bind(1, id.Value)
            .Rows();
        while (groups.Read())
        {
            var group = job.Groups[groups.Int32(0)];
            group.Next = groups.Int32(1);
            group.Rest = (TaskState)groups.Int32(2);
            Counts.Read(groups.Text(3), group.Counts);
        }

        return job;
    }

    private List<PendingTask> Pending(JobId job)
    {
        var tasks = new List<PendingTask>();
        using var rows = connection
            .Prepare(
                """
                SELECT grp, idx, state, attempts, counted, lost, memory_factor, not_before
                FROM task WHERE job = ?1 AND state < 6
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

    private List<StoredAttempt> Live(JobId job)
    {
        var attempts = new List<StoredAttempt>();
        using var rows = connection
            .Prepare(
                """
                SELECT attempt, grp, idx, attempts, counted, lost, memory_factor, fence, state, holds_room, gpus,
                    intended, started, pid, stop, scratch FROM live WHERE job = ?1 ORDER BY attempt
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
                    Gpus = [.. rows.Text(10).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
                    Intended = rows.Instant(11),
                    Started = rows.InstantOrNull(12),
                    Pid = rows.Int32(13),
                    Stop = (StopReason)rows.Int32(14),
                    Scratch = rows.Int32(15),
                }
            );
        }

        return attempts;
    }
}
