using System.Globalization;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>
/// Writes what was decided on a schedule: jobs, fires and the next due instant, in the transaction of its caller. A job
/// has the instant in its key, so that none is made twice even if a row of a fire were lost.
/// </summary>
internal sealed class FireWriter(Connection connection, ScheduleTable schedules)
{
    /// <summary>What a task finds the instant under that its run stands for.</summary>
    private const string InstantVariable = "ROTA_SCHEDULED_AT";

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

        foreach (var instant in firing.Waiting)
        {
            connection
                .Prepare("INSERT INTO fire (schedule, instant) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
                .Bind(1, schedule.Value)
                .Bind(2, instant.Micros)
                .Run();
        }

        foreach (var instant in firing.Starts.Where(instant => !HasFired(schedule, instant)))
        {
            Start(schedule, instant, isWanted: true, now);
        }

        connection
            .Prepare(
                """
                UPDATE schedule SET due = ?2, last_skipped = coalesce(?3, last_skipped),
                    last_fired = coalesce(max(last_fired, ?4), last_fired, ?4) WHERE id = ?1
                """
            )
            .Bind(1, schedule.Value)
            .Bind(2, firing.Due.Micros)
            .Bind(3, firing.Skipped?.Micros)
            .Bind(4, firing.Starts is [.., var newest] ? newest.Micros : null)
            .Run();
    }

    /// <summary>Submits the job of a schedule for an instant.</summary>
    public JobId Start(ScheduleId schedule, Instant instant, bool isWanted, Instant now)
    {
        var spec = JobSpecCodec.Decode(Body(schedule));
        spec = spec with { Environment = spec.Environment.SetItem(InstantVariable, Rfc3339(instant)) };
        var key = $"schedule/{schedule}/{instant}";
        var job = insert.Insert(spec, JobSpecCodec.Encode(spec), key, isWanted, now);
        connection
            .Prepare(
                """
                INSERT INTO fire (schedule, instant, job) VALUES (?1, ?2, ?3)
                ON CONFLICT (schedule, instant) DO UPDATE SET job = excluded.job WHERE job IS NULL
                """
            )
            .Bind(1, schedule.Value)
            .Bind(2, instant.Micros)
            .Bind(3, job.Value)
            .Run();
        if (isWanted)
        {
            Inbox.Put(connection, job, new Request.Run(), now);
        }

        return job;
    }

    private bool HasFired(ScheduleId schedule, Instant instant) =>
        connection
            .Prepare("SELECT job FROM fire WHERE schedule = ?1 AND instant = ?2")
            .Bind(1, schedule.Value)
            .Bind(2, instant.Micros)
            .Scalar()
            is not null;

    private byte[] Body(ScheduleId schedule)
    {
        using var rows = connection.Prepare("SELECT body FROM schedule WHERE id = ?1").Bind(1, schedule.Value).Rows();
        return rows.Read() ? rows.Blob(0) : throw new InvariantException($"schedule {schedule} is gone");
    }

    /// <summary>Whole seconds: what <c>date -d</c> and every library read.</summary>
    private static string Rfc3339(Instant instant) =>
        instant.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
