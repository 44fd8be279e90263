using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Claims;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>Where commands hand in jobs and requests. What it accepts is committed with an fsync.</summary>
public sealed class JobSubmissions : IJobSubmissions
{
    private readonly PeopleWriter people;
    private readonly Connection connection;
    private readonly JobInsert insert;

    /// <summary>Opens those of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="author">Whose doing it is; null for nobody in particular.</param>
    public JobSubmissions(StateDirectory state, Author? author = null)
    {
        people = new PeopleWriter(state, author);
        connection = people.Connection;
        insert = new JobInsert(connection);
    }

    /// <inheritdoc/>
    public Submitted Submit(JobSpec spec, string? key, bool isWanted, Instant now)
    {
        // Compressed before the lock is taken: nobody waits for that.
        var body = JobSpecCodec.Encode(spec);
        var (job, isNew) = people.Write(() =>
        {
            if (key is not null && Find(key) is { } known)
            {
                return ((known, false), null);
            }

            var accepted = insert.Insert(spec, body, key, SubmissionRule.IsWanted(isWanted, ServesAll), now);
            return ((accepted, true), JobDeeds.Submit(accepted, spec));
        });
        return isNew ? new Submitted(job, IsNew: true, IsSame: true) : SubmissionRule.Known(job, SpecOf(job), spec);
    }

    /// <inheritdoc/>
    public long Ask(JobId job, Request request, Instant now)
    {
        // A million chosen tasks are written out before the lock is taken.
        var stored = RequestCodec.Encode(request);
        return people.Write(() =>
        {
            if (SubmissionRule.Wants(request))
            {
                connection.Prepare("UPDATE job SET wanted = 1 WHERE id = ?1").Bind(1, job.Value).Run();
            }

            var deed = JobDeeds.Ask(job, Standings.Of(connection, job), request);
            return (Inbox.Put(connection, job, stored, now), deed);
        });
    }

    /// <inheritdoc/>
    public Claimed Claim(JobId job, Request.Claim claim, string? key, Instant now) =>
        people.Write(() =>
        {
            if (key is not null && ClaimTable.Of(connection, key) is { } known)
            {
                return (new Claimed(known, IsNew: false), null);
            }

            var row = new ClaimRow
            {
                Request = Inbox.Put(connection, job, claim, now),
                Task = new TaskKey(job, claim.Group, claim.Index),
                Node = claim.Node,
                Key = key,
                Made = now,
            };
            ClaimTable.Add(connection, row);
            return (new Claimed(row, IsNew: true), JobDeeds.Ask(job, Standings.Of(connection, job), claim));
        });

    /// <inheritdoc/>
    public void WantOnly(IReadOnlyList<JobId> jobs) =>
        people.Write(() =>
        {
            connection.Execute("UPDATE frame SET serves_all = 0");
            connection.Execute("UPDATE job INDEXED BY job_open SET wanted = 0 WHERE wanted = 1 AND ended IS NULL");
            Inbox.Drop(connection);
            foreach (var job in jobs)
            {
                connection.Prepare("UPDATE job SET wanted = 1 WHERE id = ?1").Bind(1, job.Value).Run();
            }

            return (0, JobDeeds.RunOnly(jobs));
        });

    /// <inheritdoc/>
    public int? SetSlots(int slots) =>
        people.Write(() =>
        {
            var before = new FrameTable(connection).SetSlots(slots);
            return (before, before is { } known ? JobDeeds.Slots(known, slots) : null);
        });

    /// <inheritdoc/>
    public void WantAll(bool all) =>
        people.Write(() =>
        {
            var before = ServesAll;
            connection.Prepare("UPDATE frame SET serves_all = ?1").Bind(1, all).Run();
            if (all)
            {
                connection.Execute("UPDATE job INDEXED BY job_open SET wanted = 1 WHERE wanted = 0 AND ended IS NULL");
            }

            return (true, JobDeeds.Serve(before, all));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private bool ServesAll => connection.Scalar("SELECT serves_all FROM frame") is 1;

    private JobSpec? SpecOf(JobId job)
    {
        using var rows = connection
            .Prepare("SELECT coalesce(submitted, body) FROM job_spec WHERE job = ?1")
            .Bind(1, job.Value)
            .Rows();
        return rows.Read() ? JobSpecCodec.Decode(rows.Blob(0)) : null;
    }

    private JobId? Find(string key)
    {
        using var rows = connection.Prepare("SELECT id FROM job WHERE key = ?1").Bind(1, key).Rows();
        return rows.Read() ? new JobId(rows.Int64(0)) : null;
    }
}
