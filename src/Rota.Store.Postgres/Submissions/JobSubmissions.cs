using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Claims;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where commands hand in jobs and requests. What it accepts is committed durably.</summary>
internal sealed class JobSubmissions : IJobSubmissions
{
    private readonly PeopleWriter people;
    private readonly Connection connection;
    private readonly JobInsert insert;
    private readonly WantedJobs wanted;

    /// <summary>Opens those of a state.</summary>
    public JobSubmissions(StateDirectory state, Server server, Author? author)
    {
        people = new PeopleWriter(state, server, author);
        connection = people.Connection;
        insert = new JobInsert(connection);
        wanted = new WantedJobs(people, new SiteTable(connection, state));
    }

    /// <inheritdoc/>
    public Submitted Submit(JobSpec spec, string? key, bool isWanted, Instant now)
    {
        // Compressed before the lock is taken: nobody waits for that.
        var body = JobSpecCodec.Encode(spec);
        var (job, isNew) = people.Write(() =>
        {
            Sequences.Hold(connection, Sequences.Job);
            if (key is not null && Find(key) is { } known)
            {
                return ((known, false), null);
            }

            var accepted = insert.Insert(spec, body, key, SubmissionRule.IsWanted(isWanted, wanted.ServesAll), now);
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
                connection.Prepare("UPDATE rota.job SET wanted = 1 WHERE id = $1").Bind(1, job.Value).Run();
            }

            var deed = JobDeeds.Ask(job, Standings.Of(connection, job), request);
            return (Inbox.Put(connection, job, stored, now), deed);
        });
    }

    /// <inheritdoc/>
    public Claimed Claim(JobId job, Request.Claim claim, string? key, Instant now) =>
        people.Write(() => ClaimTable.Take(connection, job, claim, key, now));

    /// <inheritdoc/>
    public void WantOnly(IReadOnlyList<JobId> jobs) => wanted.Only(jobs);

    /// <inheritdoc/>
    public void WantAll(bool all) => wanted.All(all);

    /// <inheritdoc/>
    public int? SetSlots(int slots) =>
        people.Write(() =>
        {
            var before = new MemberTable(connection, new FrameTable(connection)).SetSlots(slots);
            return (before, before is { } known ? JobDeeds.Slots(known, slots) : null);
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private JobSpec? SpecOf(JobId job)
    {
        using var rows = connection
            .Prepare("SELECT coalesce(submitted, body) FROM rota.job_spec WHERE job = $1")
            .Bind(1, job.Value)
            .Rows();
        return rows.Read() ? JobSpecCodec.Decode(rows.Blob(0)) : null;
    }

    private JobId? Find(string key) =>
        connection.Prepare("SELECT id FROM rota.job WHERE key = $1").Bind(1, key).Scalar() is { } id
            ? new JobId(id)
            : null;
}
