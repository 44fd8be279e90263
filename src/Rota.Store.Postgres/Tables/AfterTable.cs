using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Tables;

/// <summary>The rows of who waits for whose end. Those that write run inside their caller's transaction.</summary>
internal sealed class AfterTable(Connection connection)
{
    /// <summary>Has a job that is accepted wait for those that it needs.</summary>
    public void Add(JobId job, JobSpec spec)
    {
        foreach (var need in spec.After)
        {
            // Its row is held: the turn that ends it comes before this, or finds who waits.
            _ = connection.Prepare("SELECT id FROM rota.job WHERE id = $1 FOR UPDATE").Bind(1, need.Job.Value).Scalar();
            var added = connection
                .Prepare(
                    """
                    INSERT INTO rota.job_after (needed, job, outcome)
                    SELECT id, $2, CASE WHEN ended IS NULL THEN NULL ELSE state END FROM rota.job WHERE id = $1
                    """
                )
                .Bind(1, need.Job.Value)
                .Bind(2, job.Value)
                .RunNow();
            if (added == 0)
            {
                throw AfterRule.Missing(need.Job);
            }
        }
    }

    /// <summary>The jobs that one waits for, with how they ended.</summary>
    public AwaitedJob[] Of(JobId job, JobSpec spec)
    {
        if (spec.After.IsEmpty)
        {
            return [];
        }

        var outcomes = new Dictionary<JobId, JobState?>();
        using var rows = connection
            .Prepare("SELECT needed, outcome FROM rota.job_after WHERE job = $1")
            .Bind(1, job.Value)
            .Rows();
        while (rows.Read())
        {
            outcomes[new JobId(rows.Int64(0))] = (JobState?)rows.Int32OrNull(1);
        }

        return AfterRule.Of(spec, needed => outcomes.GetValueOrDefault(needed));
    }

    /// <summary>A job has ended: those that wait for it know how, and the open ones find a request.</summary>
    public void Settle(JobId ended, JobState outcome, Instant at)
    {
        var waiting = connection
            .Prepare("UPDATE rota.job_after SET outcome = $2 WHERE needed = $1")
            .Bind(1, ended.Value)
            .Bind(2, (long)outcome)
            .RunNow();
        if (waiting == 0)
        {
            return;
        }

        foreach (var job in Waiting(ended))
        {
            Inbox.Put(connection, job, new Request.Settle(ended, outcome), at);
        }
    }

    private List<JobId> Waiting(JobId needed)
    {
        var jobs = new List<JobId>();
        using var rows = connection
            .Prepare(
                """
                SELECT job.id FROM rota.job_after JOIN rota.job ON job.id = job_after.job
                WHERE job_after.needed = $1 AND job.ended IS NULL ORDER BY job.id
                """
            )
            .Bind(1, needed.Value)
            .Rows();
        while (rows.Read())
        {
            jobs.Add(new JobId(rows.Int64(0)));
        }

        return jobs;
    }
}
