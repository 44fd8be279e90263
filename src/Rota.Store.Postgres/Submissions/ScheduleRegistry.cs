using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where commands register and change schedules. What it accepts is committed durably.</summary>
internal sealed class ScheduleRegistry : IScheduleRegistry
{
    private readonly ITimeZones zones;
    private readonly Writer writer;
    private readonly Connection connection;
    private readonly FireWriter fires;
    private readonly ScheduleRows rows;

    /// <summary>Opens those of a state.</summary>
    public ScheduleRegistry(StateDirectory state, Server server, ITimeZones zones)
    {
        this.zones = zones;
        writer = new Writer(state, server);
        connection = writer.Connection;
        var schedules = new ScheduleTable(connection);
        rows = new ScheduleRows(connection, schedules, zones);
        fires = new FireWriter(connection, schedules, new OutboxTable(connection));
    }

    /// <inheritdoc/>
    public Registered Register(JobSpec job, ScheduleSpec spec, bool replace, Instant now)
    {
        var body = JobSpecCodec.Encode(job);
        return Write(() =>
        {
            var known = rows.Find(job.Name);
            var plan = ScheduleRule.Register(known is { } id ? rows.Read(id) : null, (job, spec), replace);
            var schedule = known ?? rows.Add(job.Name);
            if (plan.IsWritten)
            {
                rows.Set(schedule, spec, body);
            }

            if (plan.Begins)
            {
                rows.Begin(schedule, spec, now);
            }
            else if (plan.Answer.Kind == RegistrationKind.Same)
            {
                rows.Heal(schedule, spec, now);
            }

            return plan.Answer;
        });
    }

    /// <inheritdoc/>
    public bool Pause(string name) =>
        Change(
            name,
            id =>
            {
                connection.Prepare("UPDATE rota.schedule SET paused = 1 WHERE id = $1").Bind(1, id.Value).Run();
                rows.DropWaiting(id);
            }
        );

    /// <inheritdoc/>
    public bool Resume(string name, Instant now) =>
        Change(
            name,
            id =>
            {
                connection.Prepare("UPDATE rota.schedule SET paused = 0 WHERE id = $1").Bind(1, id.Value).Run();
                rows.Begin(id, rows.SpecOf(id), now);
            }
        );

    /// <inheritdoc/>
    public bool Remove(string name) =>
        Change(
            name,
            id =>
            {
                connection.Prepare("DELETE FROM rota.fire WHERE schedule = $1").Bind(1, id.Value).Run();
                connection.Prepare("DELETE FROM rota.schedule WHERE id = $1").Bind(1, id.Value).Run();
            }
        );

    /// <inheritdoc/>
    public JobId? RunNow(string name, ImmutableSortedDictionary<string, string> parameters, Instant now) =>
        Write<JobId?>(() =>
        {
            if (rows.Find(name) is not { } id)
            {
                return null;
            }

            var zone = ScheduleRule.ZoneOf(rows.SpecOf(id), zones);
            var spec = FireRule.JobOf(FireRule.With(fires.Registered(id), parameters), now, zone);
            return fires.Start(id, spec, now, ServesAll, now);
        });

    /// <inheritdoc/>
    public IReadOnlyList<Backfilled>? Backfill(string name, BackfillOrder backfill, Instant now) =>
        Write(() => rows.Find(name) is { } id ? fires.Start(id, backfill, ServesAll, now) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
    }

    private bool ServesAll => connection.Scalar("SELECT serves_all FROM rota.frame") is 1;

    private bool Change(string name, Action<ScheduleId> change) =>
        Write(() =>
        {
            if (rows.Find(name) is not { } id)
            {
                return false;
            }

            change(id);
            return true;
        });

    private T Write<T>(Func<T> work) =>
        writer.Write(() =>
        {
            // The owner reads its schedules again when it sees another number here.
            Sequences.Count(connection, Sequences.Schedule);
            Sequences.Hold(connection, Sequences.Job);
            return work();
        });
}
