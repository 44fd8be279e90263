using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Tables;

/// <summary>What was decided on a schedule: jobs, fires and the next due instant.</summary>
internal static class FireWriter
{
    /// <summary>Writes what was decided on a schedule.</summary>
    public static HomeTables Write(HomeTables tables, ScheduleId id, Firing firing, Instant now)
    {
        var author = Author.OfSchedule(tables.Schedules[id.Value].Name, now);
        if (firing.CancelsOpen)
        {
            foreach (var job in Submitting.OpenRuns(tables, id))
            {
                var request = new Request.Cancel();
                var deed = JobDeeds.Ask(job, tables.Standing(job), request);
                tables = Submitting.Ask(tables, job, request).Tables.With(author, deed);
            }
        }

        var (waits, starts) = FireRule.Rows(firing, tables.Schedules[id.Value].Fire);
        foreach (var instant in waits)
        {
            var schedule = tables.Schedules[id.Value];
            tables = tables.With(schedule with { Fires = schedule.Fires.Add(instant, null) });
        }

        foreach (var instant in starts)
        {
            var schedule = tables.Schedules[id.Value];
            var spec = FireRule.JobOf(schedule.Job, instant, firing.Zone);
            (tables, var job) = Submitting.Start(tables, schedule, spec, instant, isWanted: true, now);
            tables = tables.With(author, JobDeeds.Submit(job, spec));
        }

        tables = OutboxWriter.Told(tables, id, firing, now);
        var fired = tables.Schedules[id.Value];
        return tables.With(fired with { Times = FireRule.After(fired.Times, firing) });
    }
}
