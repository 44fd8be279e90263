using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.App.Schedules;

/// <summary>Makes up for instants of a schedule that have passed: a job each. What is registered stays.</summary>
public static class BackfillCase
{
    /// <summary>What it would do. Nothing is done.</summary>
    /// <exception cref="ProblemException">There is no such schedule, or no such instants.</exception>
    public static BackfillView Plan(Site site, BackfillRequest request)
    {
        var home = site.Open();
        var (row, order) = Read(site, home, request);
        using var queries = home.Read();
        var fires = queries.Schedules.Fires(row.Id).ToDictionary(fire => fire.At, fire => (FireRow?)fire);
        var plan = BackfillRule.Plan(order, instant => fires.GetValueOrDefault(instant));
        return new BackfillView(
            row.Name,
            Planned: true,
            [.. plan.Select(one => Entry(row, one.At, one.Starts ? null : one.Known?.Job, one.Starts))]
        );
    }

    /// <summary>Submits the jobs.</summary>
    /// <exception cref="ProblemException">There is no such schedule, or no such instants.</exception>
    public static BackfillView Do(Site site, BackfillRequest request)
    {
        var home = site.Open();
        var (row, order) = Read(site, home, request);
        using var registry = home.Schedules(new SystemTimeZones());
        var told = registry.Backfill(row.Name, order, site.Now) ?? throw KnownSchedule.Gone(row.Name);
        return new BackfillView(
            row.Name,
            Planned: false,
            [.. told.Select(one => Entry(row, one.At, one.Job, one.IsNew))]
        );
    }

    private static BackfillEntry Entry(ScheduleRow row, Instant at, JobId? job, bool isNew) =>
        new(at, job?.Value, isNew) { Shown = ScheduleTimes.Text(row.Spec, at) };

    private static (ScheduleRow Row, BackfillOrder Order) Read(Site site, IHome home, BackfillRequest request)
    {
        var row = KnownSchedule.Find(home, request.Name);
        if (request.Parallel < 1)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--parallel {request.Parallel}: 1 or more");
        }

        var zone = ScheduleRule.ZoneOf(row.Spec, new SystemTimeZones());
        var (instants, problem, hint) = Backfill.Instants(
            row.Spec,
            zone,
            (request.From, request.To, request.Every),
            site.Now
        );
        return problem is null
            ? (
                row,
                new BackfillOrder
                {
                    Instants = instants,
                    Zone = zone,
                    Parallel = request.Parallel,
                    Again = request.Again,
                    Params = KnownSchedule.Params(home, request.Name, request.Params),
                }
            )
            : throw new ProblemException(ProblemCodes.Usage, problem, hint is null ? [] : [hint]);
    }
}
