using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>
/// Writes what was decided on a schedule: jobs, fires and the next due instant, in the transaction of its caller.
/// </summary>
internal sealed class FireWriter(Connection connection, ScheduleTable schedules)
{
    private readonly JobInsert insert = new(connection);

    /// <summary>Writes a decision.</summary>
    public void Write(ScheduleId schedule, Firing firing, Instant now)
    {
        if (firing.CancelsOpen)
        {
            foreach (var job in schedules.OpenRuns(schedule))
            {
                Inbox.Put(connection, job, new Request.Cancel(), now);
            }
        }

        var (waits, starts) = FireRule.Rows(firing, instant => Find(schedule, instant));
        foreach (var instant in waits)
        {
            Put(schedule, new FireRow(instant, Job: null));
        }

        foreach (var instant in starts)
        {
            Start(schedule, instant, isWanted: true, now);
        }

        schedules.Set(schedule, FireRule.After(schedules.Times(schedule), firing));
    }

    /// <summary>Submits the job of a schedule for an instant.</summary>
    public JobId Start(ScheduleId schedule, Instant instant, bool isWanted, Instant now)
    {
        var spec = FireRule.JobOf(JobSpecCodec.Decode(Body(schedule)), instant);
        var job = insert.Insert(spec, JobSpecCodec.Encode(spec), FireRule.Key(schedule, instant), isWanted, now);
        Put(schedule, new FireRow(instant, job));
        return job;
    }

    private void Put(ScheduleId schedule, FireRow fire) =>
        connection
            .Prepare("INSERT OR REPLACE INTO fire (schedule, instant, job) VALUES (?1, ?2, ?3)")
            .Bind(1, schedule.Value)
            .Bind(2, fire.At.Micros)
            .Bind(3, fire.Job?.Value)
            .Run();

    private FireRow? Find(ScheduleId schedule, Instant instant)
    {
        using var rows = connection
            .Prepare("SELECT job FROM fire WHERE schedule = ?1 AND instant = ?2")
            .Bind(1, schedule.Value)
            .Bind(2, instant.Micros)
            .Rows();
        return rows.Read() ? new FireRow(instant, rows.Int64OrNull(0) is { } job ? new JobId(job) : null) : null;
    }

    private byte[] Body(ScheduleId schedule)
    {
        using var rows = connection.Prepare("SELECT body FROM schedule WHERE id = ?1").Bind(1, schedule.Value).Rows();
        return rows.Read() ? rows.Blob(0) : throw new InvariantException($"schedule {schedule} is gone");
    }
}
