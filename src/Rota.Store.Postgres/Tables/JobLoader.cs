using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Tables;

/// <summary>Reads jobs back into the form a runner works on.</summary>
internal sealed class JobLoader(Connection connection)
{
    private readonly TaskLoader tasks = new(connection);
    private readonly AfterTable after = new(connection);

    public IReadOnlyList<(JobId Job, bool IsWanted)> Open(IReadOnlySet<int>? partitions = null)
    {
        var jobs = new List<(JobId, bool)>();
        using var rows = connection
            .Prepare(
                """
                SELECT id, wanted, partition FROM rota.job
                WHERE ended IS NULL AND (wanted = 1 OR id IN (SELECT job FROM rota.live)) ORDER BY id
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

    public StoredJob? Load(JobId id) =>
        LoadJob(id) is { } job ? new StoredJob(job, tasks.Pending(id), tasks.Live(id)) : null;

    public IReadOnlyList<EndedTask> Ended(JobId job) => tasks.Ended(job);

    private ActiveJob? LoadJob(JobId id)
    {
        ActiveJob job;
        using (
            var rows = connection
                .Prepare(
                    """
                    SELECT body, state, paused, stopped, cancelled, priority, reason, started, ended, attempts, counts,
                        not_before, next_start
                    FROM rota.job JOIN rota.job_spec ON job_spec.job = job.id WHERE job.id = $1
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

            var spec = JobSpecCodec.Decode(rows.Blob(0));
            job = new ActiveJob(id, spec)
            {
                State = (JobState)rows.Int32(1),
                IsPaused = rows.Boolean(2),
                IsStopped = rows.Boolean(3),
                IsCancelled = rows.Int32(4) > 0,
                IsAbandoned = rows.Int32(4) > 1,
                Priority = rows.Int32(5),
                Reason = rows.TextOrNull(6),
                Started = rows.InstantOrNull(7),
                Ended = rows.InstantOrNull(8),
                Attempts = rows.Int64(9),
                NotBefore = rows.InstantOrNull(11),
                NextStart = rows.InstantOrNull(12),
                Awaited = after.Of(id, spec),
            };
            Counts.Read(rows.Text(10), job.Counts);
        }

        using var groups = connection
            .Prepare("SELECT ordinal, next, rest, counts, held FROM rota.task_group WHERE job = $1 ORDER BY ordinal")
            .Bind(1, id.Value)
            .Rows();
        while (groups.Read())
        {
            var group = job.Groups[groups.Int32(0)];
            group.Next = groups.Int32(1);
            group.Rest = (TaskState)groups.Int32(2);
            group.Held = OrdinalRanges.Parse(groups.Text(4));
            Counts.Read(groups.Text(3), group.Counts);
        }

        return job;
    }
}
