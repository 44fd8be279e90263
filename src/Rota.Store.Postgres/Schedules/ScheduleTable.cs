using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rows;

namespace Rota.Store.Postgres.Schedules;

/// <summary>The rows of schedules, as their owner reads them.</summary>
internal sealed class ScheduleTable(Connection connection)
{
    /// <summary>Schedules of these partitions that are not paused.</summary>
    public IReadOnlyList<ScheduleState> Active(IReadOnlySet<int> partitions)
    {
        var found = new List<ScheduleState>();
        using (
            var rows = connection
                .Prepare(
                    "SELECT id, partition, cron, timezone, overlap, catch_up, due, name "
                        + "FROM rota.schedule WHERE paused = 0 ORDER BY id"
                )
                .Rows()
        )
        {
            while (rows.Read())
            {
                if (partitions.Contains(rows.Int32(1)))
                {
                    found.Add(
                        new ScheduleState
                        {
                            Id = new ScheduleId(rows.Int64(0)),
                            Spec = SpecOf(rows, from: 2),
                            Due = rows.Instant(6),
                            Name = rows.Text(7),
                        }
                    );
                }
            }
        }

        return [.. found.Select(schedule => schedule with { Waiting = Waiting(schedule.Id) })];
    }

    /// <summary>The rules in four columns: cron, zone, overlap, catch-up.</summary>
    public static ScheduleSpec SpecOf(StatementRows rows, int from) =>
        new()
        {
            Cron =
                CronExpression.Parse(rows.Text(from)).Cron
                ?? throw new InvariantException($"a schedule was stored with the cron \"{rows.Text(from)}\""),
            TimeZone = rows.Text(from + 1),
            Overlap = Overlaps.Of(rows.Text(from + 2)),
            CatchUp = TimeSpan.FromMicroseconds(rows.Int64(from + 3)),
        };

    /// <summary>
    /// Jobs of a schedule that have not ended, without those of a backfill. Found from the open jobs: they are few, its
    /// fires are many.
    /// </summary>
    public IReadOnlyList<JobId> OpenRuns(ScheduleId schedule)
    {
        var jobs = new List<JobId>();
        using var rows = connection
            .Prepare(
                """
                SELECT job.id FROM rota.job JOIN rota.fire ON fire.job = job.id
                WHERE job.ended IS NULL AND fire.schedule = $1 AND fire.backfill = 0 ORDER BY job.id
                """
            )
            .Bind(1, schedule.Value)
            .Rows();
        while (rows.Read())
        {
            jobs.Add(new JobId(rows.Int64(0)));
        }

        return jobs;
    }

    /// <summary>The name of one.</summary>
    public string NameOf(ScheduleId schedule)
    {
        using var rows = connection
            .Prepare("SELECT name FROM rota.schedule WHERE id = $1")
            .Bind(1, schedule.Value)
            .Rows();
        return rows.Read() ? rows.Text(0) : throw new InvariantException($"schedule {schedule} is gone");
    }

    /// <summary>What moves of one when it fires.</summary>
    public ScheduleTimes Times(ScheduleId schedule)
    {
        using var rows = connection
            .Prepare("SELECT due, last_fired, last_skipped FROM rota.schedule WHERE id = $1")
            .Bind(1, schedule.Value)
            .Rows();
        return rows.Read()
            ? new ScheduleTimes(rows.Instant(0), rows.InstantOrNull(1), rows.InstantOrNull(2))
            : throw new InvariantException($"schedule {schedule} is gone");
    }

    /// <summary>The same of all, by name.</summary>
    public List<(string Name, ScheduleTimes Times)> AllTimes()
    {
        var all = new List<(string, ScheduleTimes)>();
        using var rows = connection.Prepare("SELECT name, due, last_fired, last_skipped FROM rota.schedule").Rows();
        while (rows.Read())
        {
            all.Add((rows.Text(0), new ScheduleTimes(rows.Instant(1), rows.InstantOrNull(2), rows.InstantOrNull(3))));
        }

        return all;
    }

    /// <summary>Writes them.</summary>
    public void Set(ScheduleId schedule, ScheduleTimes times) =>
        connection
            .Prepare("UPDATE rota.schedule SET due = $2, last_fired = $3, last_skipped = $4 WHERE id = $1")
            .Bind(1, schedule.Value)
            .Bind(2, times.Due.Micros)
            .Bind(3, times.LastFired?.Micros)
            .Bind(4, times.LastSkipped?.Micros)
            .Run();

    private ImmutableArray<Instant> Waiting(ScheduleId schedule)
    {
        var waiting = ImmutableArray.CreateBuilder<Instant>();
        using var rows = connection
            .Prepare("SELECT instant FROM rota.fire WHERE schedule = $1 AND job IS NULL ORDER BY instant")
            .Bind(1, schedule.Value)
            .Rows();
        while (rows.Read())
        {
            waiting.Add(rows.Instant(0));
        }

        return waiting.ToImmutable();
    }
}
