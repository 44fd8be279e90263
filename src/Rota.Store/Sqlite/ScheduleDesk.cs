using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Schedules;
using Rota.Store.Specs;

namespace Rota.Store.Sqlite;

/// <summary>Where commands register and change schedules. What it accepts is committed with an fsync.</summary>
public sealed class ScheduleDesk : IDisposable
{
    private readonly WriteLock writeLock;
    private readonly Connection connection;
    private readonly FireWriter fires;
    private readonly ITimeZones zones;

    /// <summary>Opens the desk of a state.</summary>
    public ScheduleDesk(StateDirectory state, ITimeZones zones)
    {
        this.zones = zones;
        writeLock = new WriteLock(state);
        connection = Database.OpenWriter(state, writeLock);
        fires = new FireWriter(connection, new ScheduleTable(connection));
    }

    /// <summary>Registers the job under its name, in place of a schedule of that name, whose fires stay known.</summary>
    /// <returns>Whether there was none of that name.</returns>
    public bool Register(JobSpec job, ScheduleSpec spec, Instant now)
    {
        var body = JobSpecCodec.Encode(job);
        return Write(() =>
        {
            var known = Find(job.Name);
            if (known is null)
            {
                connection
                    .Prepare(
                        """
                        INSERT INTO schedule (partition, name, cron, timezone, overlap, catch_up, due, body)
                        VALUES (0, ?1, '', '', '', 0, 0, x'')
                        """
                    )
                    .Bind(1, job.Name)
                    .Run();
            }

            var id = known ?? new ScheduleId(connection.LastRowId);
            connection
                .Prepare(
                    """
                    UPDATE schedule SET partition = ?2, cron = ?3, timezone = ?4, overlap = ?5, catch_up = ?6, body = ?7
                    WHERE id = ?1
                    """
                )
                .Bind(1, id.Value)
                .Bind(2, (long)Partition.Of(id))
                .Bind(3, spec.Cron.Text)
                .Bind(4, spec.TimeZone)
                .Bind(5, spec.Overlap.Word())
                .Bind(6, (long)spec.CatchUp.TotalMicroseconds)
                .Bind(7, body)
                .Run();
            Begin(id, spec, now);
            return known is null;
        });
    }

    /// <summary>Pauses a schedule: nothing of it fires, and what waits is let go. False when there is none.</summary>
    public bool Pause(string name) =>
        Change(
            name,
            id =>
            {
                connection.Prepare("UPDATE schedule SET paused = 1 WHERE id = ?1").Bind(1, id.Value).Run();
                DropWaiting(id);
            }
        );

    /// <summary>Lets a schedule go on from now: what came during the pause is not made up for.</summary>
    public bool Resume(string name, Instant now) =>
        Change(
            name,
            id =>
            {
                connection.Prepare("UPDATE schedule SET paused = 0 WHERE id = ?1").Bind(1, id.Value).Run();
                Begin(id, SpecOf(id), now);
            }
        );

    /// <summary>Forgets a schedule. Jobs that it made stay.</summary>
    public bool Remove(string name) =>
        Change(
            name,
            id =>
            {
                connection.Prepare("DELETE FROM fire WHERE schedule = ?1").Bind(1, id.Value).Run();
                connection.Prepare("DELETE FROM schedule WHERE id = ?1").Bind(1, id.Value).Run();
            }
        );

    /// <summary>Submits the job of a schedule now, beside what is open of it.</summary>
    /// <returns>Its number, or null when there is no such schedule.</returns>
    public JobId? RunNow(string name, Instant now) =>
        Write<JobId?>(() =>
            Find(name) is { } id
                ? fires.Start(id, now, connection.Scalar("SELECT serves_all FROM frame") is 1, now)
                : null
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        writeLock.Dispose();
    }

    /// <summary>The first due instant, later than now and than whatever fired: a clock that was set back doubles nothing.</summary>
    private void Begin(ScheduleId id, ScheduleSpec spec, Instant now)
    {
        var zone =
            zones.Find(spec.TimeZone)
            ?? throw new StoreException(
                StoreFailure.Unreachable,
                $"this machine does not know the time zone {spec.TimeZone}. Install the package tzdata"
            );
        var fired = connection.Prepare("SELECT last_fired FROM schedule WHERE id = ?1").Bind(1, id.Value).Scalar();
        var due = Occurrences.Next(spec.Cron, zone, new Instant(Math.Max(now.Micros, fired ?? 0))) ?? Instant.Never;
        connection.Prepare("UPDATE schedule SET due = ?2 WHERE id = ?1").Bind(1, id.Value).Bind(2, due.Micros).Run();
        DropWaiting(id);
    }

    private void DropWaiting(ScheduleId id) =>
        connection.Prepare("DELETE FROM fire WHERE schedule = ?1 AND job IS NULL").Bind(1, id.Value).Run();

    private ScheduleSpec SpecOf(ScheduleId id)
    {
        using var rows = connection
            .Prepare("SELECT cron, timezone, overlap, catch_up FROM schedule WHERE id = ?1")
            .Bind(1, id.Value)
            .Rows();
        _ = rows.Read();
        return ScheduleTable.SpecOf(rows, from: 0);
    }

    private ScheduleId? Find(string name)
    {
        var id = connection.Prepare("SELECT id FROM schedule WHERE name = ?1").Bind(1, name).Scalar();
        return id is { } known ? new ScheduleId(known) : null;
    }

    private bool Change(string name, Action<ScheduleId> change) =>
        Write(() =>
        {
            if (Find(name) is not { } id)
            {
                return false;
            }

            change(id);
            return true;
        });

    private T Write<T>(Func<T> work) =>
        WriteTransaction.Run(
            connection,
            writeLock,
            () =>
            {
                var result = work();

                // The owner reads its schedules again when it sees another number here.
                connection.Execute("UPDATE sequence SET next = next + 1 WHERE name = 'schedule'");
                return result;
            }
        );
}
