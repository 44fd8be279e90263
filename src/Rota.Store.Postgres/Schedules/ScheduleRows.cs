using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Schedules;

/// <summary>Writes the row of a schedule that people change. Runs inside the registration's transaction.</summary>
internal sealed class ScheduleRows(Connection connection, ScheduleTable schedules, ITimeZones zones)
{
    public ScheduleId? Find(string name)
    {
        var id = connection.Prepare("SELECT id FROM rota.schedule WHERE name = $1").Bind(1, name).Scalar();
        return id is { } known ? new ScheduleId(known) : null;
    }

    /// <summary>Makes an empty one; its partition comes of the number it gets.</summary>
    public ScheduleId Add(string name)
    {
        var id = new ScheduleId(Sequences.Take(connection, Sequences.ScheduleId));
        connection
            .Prepare(
                """
                INSERT INTO rota.schedule (id, partition, name, cron, timezone, overlap, catch_up, due, body)
                VALUES ($1, $2, $3, '', '', '', 0, 0, '')
                """
            )
            .Bind(1, id.Value)
            .Bind(2, (long)Partition.Of(id))
            .Bind(3, name)
            .Run();
        return id;
    }

    public void Set(ScheduleId id, ScheduleSpec spec, ReadOnlySpan<byte> body) =>
        connection
            .Prepare(
                "UPDATE rota.schedule SET cron = $2, timezone = $3, overlap = $4, catch_up = $5, body = $6 "
                    + "WHERE id = $1"
            )
            .Bind(1, id.Value)
            .Bind(2, spec.Cron.Text)
            .Bind(3, spec.TimeZone)
            .Bind(4, spec.Overlap.WireName())
            .Bind(5, (long)spec.CatchUp.TotalMicroseconds)
            .Bind(6, body)
            .Run();

    /// <summary>Has it begin anew. What waited under earlier rules is let go.</summary>
    public void Begin(ScheduleId id, ScheduleSpec spec, Instant now)
    {
        DropWaiting(id);
        SetDue(id, schedules.Times(id), NextDue(id, spec, now));
    }

    /// <summary>Has one fire again that a clock far ahead silenced.</summary>
    public void Heal(ScheduleId id, ScheduleSpec spec, Instant now)
    {
        var (times, due) = (schedules.Times(id), NextDue(id, spec, now));
        if (ScheduleRule.IsHealed(times, due))
        {
            SetDue(id, times, due);
        }
    }

    private Instant NextDue(ScheduleId id, ScheduleSpec spec, Instant now) =>
        ScheduleRule.NextDue(spec, zones, now, instant => HasRow(id, instant));

    private void SetDue(ScheduleId id, ScheduleTimes times, Instant due) =>
        schedules.Set(id, ScheduleRule.DueAt(times, due, () => NewestBefore(id, due)));

    private Instant? NewestBefore(ScheduleId id, Instant due)
    {
        var newest = connection
            .Prepare("SELECT max(instant) FROM rota.fire WHERE schedule = $1 AND instant < $2")
            .Bind(1, id.Value)
            .Bind(2, due.Micros)
            .Scalar();
        return newest is { } instant ? new Instant(instant) : null;
    }

    private bool HasRow(ScheduleId id, Instant instant) =>
        connection
            .Prepare("SELECT 1 FROM rota.fire WHERE schedule = $1 AND instant = $2")
            .Bind(1, id.Value)
            .Bind(2, instant.Micros)
            .Scalar()
            is not null;

    public void DropWaiting(ScheduleId id) =>
        connection.Prepare("DELETE FROM rota.fire WHERE schedule = $1 AND job IS NULL").Bind(1, id.Value).Run();

    /// <summary>What is registered.</summary>
    public (JobSpec Job, ScheduleSpec Rules) Read(ScheduleId id)
    {
        using var rows = connection.Prepare("SELECT body FROM rota.schedule WHERE id = $1").Bind(1, id.Value).Rows();
        _ = rows.Read();
        return (JobSpecCodec.Decode(rows.Blob(0)), SpecOf(id));
    }

    public ScheduleSpec SpecOf(ScheduleId id)
    {
        using var rows = connection
            .Prepare("SELECT cron, timezone, overlap, catch_up FROM rota.schedule WHERE id = $1")
            .Bind(1, id.Value)
            .Rows();
        _ = rows.Read();
        return ScheduleTable.SpecOf(rows, from: 0);
    }
}
