using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Postgres.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Queries;

/// <summary>Schedules, by name.</summary>
internal sealed class ScheduleQuery(JobQueries queries) : IScheduleReader
{
    private readonly Connection connection = queries.Connection;

    /// <inheritdoc/>
    public IReadOnlyList<ScheduleRow> All() =>
        connection.Reading(() =>
        {
            var schedules = new List<ScheduleRow>();
            using (
                var rows = connection
                    .Prepare(
                        """
                        SELECT id, name, paused, due, last_fired, last_skipped, cron, timezone, overlap, catch_up,
                            (SELECT count(*) FROM rota.fire WHERE schedule = id AND job IS NULL)
                        FROM rota.schedule ORDER BY name
                        """
                    )
                    .Rows()
            )
            {
                while (rows.Read())
                {
                    schedules.Add(Row(rows));
                }
            }

            return (IReadOnlyList<ScheduleRow>)[.. schedules.Select(row => row with { LastJob = LastJob(row.Id) })];
        });

    /// <inheritdoc/>
    public ScheduleRow? Named(string name) => All().FirstOrDefault(schedule => schedule.Name == name);

    /// <inheritdoc/>
    public IReadOnlyList<string>? ChangesBy(JobSpec job, ScheduleSpec rules)
    {
        if (Named(job.Name) is not { } row)
        {
            return null;
        }

        return Registered(job.Name) is { } registered
            ? SpecChanges.Between((registered, row.Spec), (job, rules))
            : null;
    }

    /// <inheritdoc/>
    public JobSpec? Registered(string name)
    {
        using var rows = connection.Prepare("SELECT body FROM rota.schedule WHERE name = $1").Bind(1, name).Rows();
        return rows.Read() ? JobSpecCodec.Decode(rows.Blob(0)) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<FireRow> Fires(ScheduleId schedule)
    {
        var fires = new List<FireRow>();
        using var rows = connection
            .Prepare("SELECT instant, job FROM rota.fire WHERE schedule = $1 ORDER BY instant")
            .Bind(1, schedule.Value)
            .Rows();
        while (rows.Read())
        {
            fires.Add(new FireRow(rows.Instant(0), rows.Int64OrNull(1) is { } job ? new JobId(job) : null));
        }

        return fires;
    }

    private static ScheduleRow Row(StatementRows rows) =>
        new()
        {
            Id = new ScheduleId(rows.Int64(0)),
            Name = rows.Text(1),
            IsPaused = rows.Boolean(2),
            Due = rows.Instant(3),
            LastFired = rows.InstantOrNull(4),
            LastSkipped = rows.InstantOrNull(5),
            Spec = ScheduleTable.SpecOf(rows, from: 6),
            Waiting = rows.Int32(10),
        };

    private JobRow? LastJob(ScheduleId schedule)
    {
        var job = connection
            .Prepare(
                """
                SELECT job.id FROM rota.job JOIN rota.fire ON fire.job = job.id WHERE fire.schedule = $1
                ORDER BY job.id DESC LIMIT 1
                """
            )
            .Bind(1, schedule.Value)
            .Scalar();
        return job is { } id ? queries.Job(new JobId(id)) : null;
    }
}
