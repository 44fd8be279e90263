using Rota.Core.Model;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Whose jobs are wanted run: who serves says so, and has to be the machine that serves the home.</summary>
internal sealed class WantedJobs(PeopleWriter people, SiteTable site)
{
    private readonly Connection connection = people.Connection;

    /// <summary>Whether a daemon runs all jobs.</summary>
    public bool ServesAll => connection.Scalar("SELECT serves_all FROM rota.frame") is 1;

    /// <summary>Only these are, of this machine.</summary>
    public void Only(IReadOnlyList<JobId> jobs) =>
        people.Write(() =>
        {
            Hold();
            site.Claim();
            connection.Execute("UPDATE rota.frame SET serves_all = 0");
            connection.Execute("UPDATE rota.job SET wanted = 0 WHERE wanted = 1 AND ended IS NULL");
            DropRequests();
            foreach (var job in jobs)
            {
                connection.Prepare("UPDATE rota.job SET wanted = 1 WHERE id = $1").Bind(1, job.Value).Run();
            }

            return (0, JobDeeds.RunOnly(jobs));
        });

    /// <summary>All are, or no more than before.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Elsewhere"/>: another machine serves.</exception>
    public void All(bool all)
    {
        var other = people.Write(() =>
        {
            Hold();
            if (all && site.TryClaim() is { } serving)
            {
                return (serving, null);
            }

            if (!all && !site.Serves)
            {
                return ((string?)null, null);
            }

            if (!all)
            {
                site.Release();
            }

            var before = ServesAll;
            connection.Prepare("UPDATE rota.frame SET serves_all = $1").Bind(1, all).Run();
            if (all)
            {
                connection.Execute("UPDATE rota.job SET wanted = 1 WHERE wanted = 0 AND ended IS NULL");
            }

            return ((string?)null, JobDeeds.Serve(before, all));
        });
        if (other is not null)
        {
            throw site.Elsewhere(other);
        }
    }

    /// <summary>
    /// Nobody takes a turn or hands in a job before the transaction ends: each sees whose jobs are wanted.
    /// </summary>
    private void Hold()
    {
        _ = new FrameTable(connection).Hold();
        Sequences.Hold(connection, Sequences.Job);
    }

    private void DropRequests()
    {
        var dropped = new List<long>();
        using (var rows = connection.Prepare("SELECT id, kind, body FROM rota.inbox").Rows())
        {
            while (rows.Read())
            {
                if (SubmissionRule.IsDropped(RequestCodec.Decode(rows.Text(1), rows.Text(2))))
                {
                    dropped.Add(rows.Int64(0));
                }
            }
        }

        connection.Prepare("DELETE FROM rota.inbox WHERE id = ANY ($1)").Bind(1, dropped.ToArray()).Run();
    }
}
