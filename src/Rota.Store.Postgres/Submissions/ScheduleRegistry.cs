using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Schedules;
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
    private readonly PeopleWriter people;
    private readonly Connection connection;
    private readonly FireWriter fires;
    private readonly ScheduleRows rows;

    /// <summary>Opens those of a state.</summary>
    public ScheduleRegistry(StateDirectory state, Server server, ITimeZones zones, Author? author)
    {
        this.zones = zones;
        people = new PeopleWriter(state, server, author);
        connection = people.Connection;
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

            return (plan.Answer, SettingDeeds.Register(job, spec, plan.Answer));
        });
    }

    /// <inheritdoc/>
    public bool Pause(string name) =>
        Change(
            "pause",
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
            "resume",
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
            "remove",
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
                return (null, null);
            }

            var zone = ScheduleRule.ZoneOf(rows.SpecOf(id), zones);
            var spec = FireRule.JobOf(FireRule.With(fires.Registered(id), parameters), now, zone);
            var job = fires.Start(id, spec, now, ServesAll, now);
            return (job, SettingDeeds.Run(name, job));
        });

    /// <inheritdoc/>
    public IReadOnlyList<Backfilled>? Backfill(string name, BackfillOrder backfill, Instant now) =>
        Write(() =>
        {
            var told = rows.Find(name) is { } id ? fires.Start(id, backfill, ServesAll, now) : null;
            return (told, SettingDeeds.Backfill(name, told));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private bool ServesAll => connection.Scalar("SELECT serves_all FROM rota.frame") is 1;

    private bool Change(string verb, string name, Action<ScheduleId> change) =>
        Write(() =>
        {
            if (rows.Find(name) is not { } id)
            {
                return (false, null);
            }

            var deed = SettingDeeds.Schedule(verb, name, IsPaused(id));
            change(id);
            return (true, deed);
        });

    private bool IsPaused(ScheduleId id) =>
        connection.Prepare("SELECT paused FROM rota.schedule WHERE id = $1").Bind(1, id.Value).Scalar() is 1;

    private T Write<T>(Func<(T Result, Deed? Deed)> work) =>
        people.Write(() =>
        {
            // The owner reads its schedules again when it sees another number here.
            Sequences.Count(connection, Sequences.Schedule);
            Sequences.Hold(connection, Sequences.Job);
            return work();
        });
}
