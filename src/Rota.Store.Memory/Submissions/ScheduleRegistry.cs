using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where schedules are registered and changed.</summary>
internal sealed class ScheduleRegistry(Writer writer, ITimeZones zones) : IScheduleRegistry
{
    public Registered Register(JobSpec job, ScheduleSpec spec, bool replace, Instant now) =>
        Write(tables =>
        {
            var known = Find(tables, job.Name);
            var plan = ScheduleRule.Register(known is null ? null : (known.Job, known.Spec), (job, spec), replace);
            var id = known?.Id ?? new ScheduleId(tables.Next.Schedule);
            var next = tables.Next with { Schedule = Math.Max(tables.Next.Schedule, id.Value + 1) };
            var schedule =
                known
                ?? new ScheduleTables
                {
                    Id = id,
                    Name = job.Name,
                    Spec = spec,
                    Job = job,
                };
            schedule = plan.IsWritten ? schedule with { Spec = spec, Job = job } : schedule;
            schedule =
                plan.Begins ? Begin(schedule, now)
                : plan.Answer.Kind == RegistrationKind.Same ? Heal(schedule, spec, now)
                : schedule;
            var deed = SettingDeeds.Register(job, spec, plan.Answer);
            return ((tables with { Next = next }).With(schedule), plan.Answer, deed);
        });

    public bool Pause(string name) =>
        Change("pause", name, (tables, schedule) => tables.With(schedule.WithoutWaiting() with { IsPaused = true }));

    public bool Resume(string name, Instant now) =>
        Change("resume", name, (tables, schedule) => tables.With(Begin(schedule with { IsPaused = false }, now)));

    public bool Remove(string name) =>
        Change(
            "remove",
            name,
            (tables, schedule) => tables with { Schedules = tables.Schedules.Remove(schedule.Id.Value) }
        );

    public JobId? RunNow(string name, ImmutableSortedDictionary<string, string> parameters, Instant now) =>
        Write<JobId?>(tables =>
        {
            if (Find(tables, name) is not { } schedule)
            {
                return (tables, null, null);
            }

            var zone = ScheduleRule.ZoneOf(schedule.Spec, zones);
            var spec = FireRule.JobOf(FireRule.With(schedule.Job, parameters), now, zone);
            var (started, job) = Submitting.Start(tables, schedule, spec, now, tables.Frame.ServesAll, now);
            return (started, job, SettingDeeds.Run(name, job));
        });

    public IReadOnlyList<Backfilled>? Backfill(string name, BackfillOrder backfill, Instant now) =>
        Write<IReadOnlyList<Backfilled>?>(tables =>
        {
            if (Find(tables, name) is not { } schedule)
            {
                return (tables, null, null);
            }

            var (started, told) = Submitting.Start(tables, schedule, backfill, tables.Frame.ServesAll, now);
            return (started, told, SettingDeeds.Backfill(name, told));
        });

    public void Dispose() => writer.Dispose();

    private static ScheduleTables? Find(HomeTables tables, string name) =>
        tables.Schedules.Values.FirstOrDefault(schedule => schedule.Name == name);

    private ScheduleTables Begin(ScheduleTables schedule, Instant now)
    {
        var begun = schedule.WithoutWaiting();
        return DueAt(begun, NextDue(begun, begun.Spec, now));
    }

    private ScheduleTables Heal(ScheduleTables schedule, ScheduleSpec spec, Instant now)
    {
        var due = NextDue(schedule, spec, now);
        return ScheduleRule.IsHealed(schedule.Times, due) ? DueAt(schedule, due) : schedule;
    }

    private Instant NextDue(ScheduleTables schedule, ScheduleSpec spec, Instant now) =>
        ScheduleRule.NextDue(spec, zones, now, schedule.Fires.ContainsKey);

    private static ScheduleTables DueAt(ScheduleTables schedule, Instant due) =>
        schedule with
        {
            Times = ScheduleRule.DueAt(
                schedule.Times,
                due,
                () => schedule.Fires.Keys.Where(instant => instant < due).Cast<Instant?>().LastOrDefault()
            ),
        };

    private bool Change(string verb, string name, Func<HomeTables, ScheduleTables, HomeTables> change) =>
        Write(tables =>
            Find(tables, name) is { } schedule
                ? (change(tables, schedule), true, SettingDeeds.Schedule(verb, name, schedule.IsPaused))
                : (tables, false, null)
        );

    /// <summary>The owner reads its schedules again when it sees another version.</summary>
    private T Write<T>(Func<HomeTables, (HomeTables Tables, T Result, Deed? Deed)> change) =>
        writer.Change(tables =>
        {
            var (changed, result, deed) = change(tables);
            return (changed with { ScheduleVersion = changed.ScheduleVersion + 1 }, result, deed);
        });
}
