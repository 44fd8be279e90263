using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Schedules;

/// <summary>
/// Writes what was decided on a schedule: jobs, fires and the next due instant, in the transaction of its caller.
/// </summary>
internal sealed class FireWriter(Connection connection, ScheduleTable schedules, OutboxTable outbox)
{
    private readonly JobInsert insert = new(connection);

    /// <summary>Writes a decision.</summary>
    /// <returns>What the audit is to tell of it, once all else is written.</returns>
    public IReadOnlyList<(Author Author, Deed Deed)> Write(ScheduleId schedule, Firing firing, Instant now)
    {
        var deeds = new List<Deed>();
        if (firing.CancelsOpen)
        {
            foreach (var job in schedules.OpenRuns(schedule))
            {
                var request = new Request.Cancel();
                deeds.Add(JobDeeds.Ask(job, Standings.Of(connection, job), request));
                Inbox.Put(connection, job, request, now);
            }
        }

        var (waits, starts) = FireRule.Rows(firing, instant => Find(schedule, instant));
        foreach (var instant in waits)
        {
            Put(schedule, instant, job: null);
        }

        foreach (var instant in starts)
        {
            var spec = FireRule.JobOf(Registered(schedule), instant, firing.Zone);
            deeds.Add(JobDeeds.Submit(Start(schedule, spec, instant, isWanted: true, now), spec));
        }

        var name = schedules.NameOf(schedule);
        OutboxRule.Write(name, () => Registered(schedule), firing, now, outbox);
        schedules.Set(schedule, FireRule.After(schedules.Times(schedule), firing));
        return [.. deeds.Select(deed => (Author.OfSchedule(name, now), deed))];
    }

    /// <summary>Submits the job of a schedule for an instant.</summary>
    public JobId Start(ScheduleId schedule, JobSpec spec, Instant instant, bool isWanted, Instant now)
    {
        var job = insert.Insert(spec, JobSpecCodec.Encode(spec), FireRule.Key(schedule, instant), isWanted, now);
        Put(schedule, instant, job);
        return job;
    }

    /// <summary>Submits jobs for instants that have passed.</summary>
    public IReadOnlyList<Backfilled> Start(ScheduleId schedule, BackfillOrder backfill, bool isWanted, Instant now)
    {
        var (registered, made, told) = (Registered(schedule), new List<JobId>(), new List<Backfilled>());
        foreach (var (instant, known, starts) in BackfillRule.Plan(backfill, instant => Find(schedule, instant)))
        {
            if (!starts)
            {
                told.Add(new Backfilled(instant, known?.Job, IsNew: false));
                continue;
            }

            var spec = BackfillRule.JobOf(registered, backfill, instant, made);
            var key = BackfillRule.Key(schedule, known, instant, now);
            made.Add(insert.Insert(spec, JobSpecCodec.Encode(spec), key, isWanted, now));
            Put(schedule, instant, made[^1], isBackfill: true);
            told.Add(new Backfilled(instant, made[^1], IsNew: true));
        }

        return told;
    }

    /// <summary>The job of a schedule as it is registered.</summary>
    public JobSpec Registered(ScheduleId schedule) => JobSpecCodec.Decode(Body(schedule));

    private void Put(ScheduleId schedule, Instant instant, JobId? job, bool isBackfill = false) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.fire (schedule, instant, job, backfill) VALUES ($1, $2, $3, $4)
                ON CONFLICT (schedule, instant) DO UPDATE SET job = excluded.job, backfill = excluded.backfill
                """
            )
            .Bind(1, schedule.Value)
            .Bind(2, instant.Micros)
            .Bind(3, job?.Value)
            .Bind(4, isBackfill)
            .Run();

    private FireRow? Find(ScheduleId schedule, Instant instant)
    {
        using var rows = connection
            .Prepare("SELECT job FROM rota.fire WHERE schedule = $1 AND instant = $2")
            .Bind(1, schedule.Value)
            .Bind(2, instant.Micros)
            .Rows();
        return rows.Read() ? new FireRow(instant, rows.Int64OrNull(0) is { } job ? new JobId(job) : null) : null;
    }

    private byte[] Body(ScheduleId schedule)
    {
        using var rows = connection
            .Prepare("SELECT body FROM rota.schedule WHERE id = $1")
            .Bind(1, schedule.Value)
            .Rows();
        return rows.Read() ? rows.Blob(0) : throw new InvariantException($"schedule {schedule} is gone");
    }
}
