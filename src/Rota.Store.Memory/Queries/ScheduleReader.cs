using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Records;
using Rota.Store.Specs;

namespace Rota.Store.Memory.Queries;

/// <summary>Schedules, by name.</summary>
internal sealed class ScheduleReader(HomeReader home) : IScheduleReader
{
    public IReadOnlyList<ScheduleRow> All()
    {
        var tables = home.Now;
        return
        [
            .. tables
                .Schedules.Values.OrderBy(schedule => schedule.Name, StringComparer.Ordinal)
                .Select(schedule => Row(tables, schedule)),
        ];
    }

    public ScheduleRow? Named(string name) => All().FirstOrDefault(schedule => schedule.Name == name);

    public IReadOnlyList<FireRow> Fires(ScheduleId schedule) =>
        home.Now.Schedules.TryGetValue(schedule.Value, out var rows)
            ? [.. rows.Fires.Select(fire => new FireRow(fire.Key, fire.Value))]
            : [];

    public JobSpec? Registered(string name) =>
        home.Now.Schedules.Values.FirstOrDefault(schedule => schedule.Name == name)?.Job;

    public IReadOnlyList<string>? ChangesBy(JobSpec job, ScheduleSpec rules) =>
        home.Now.Schedules.Values.FirstOrDefault(schedule => schedule.Name == job.Name) is { } known
            ? SpecChanges.Between((known.Job, known.Spec), (job, rules))
            : null;

    private static ScheduleRow Row(HomeTables tables, ScheduleTables schedule) =>
        new()
        {
            Id = schedule.Id,
            Name = schedule.Name,
            Spec = schedule.Spec,
            IsPaused = schedule.IsPaused,
            Due = schedule.Times.Due,
            LastFired = schedule.Times.LastFired,
            LastSkipped = schedule.Times.LastSkipped,
            Waiting = schedule.Waiting.Count(),
            LastJob = schedule
                .Fires.Values.OfType<JobId>()
                .OrderDescending()
                .Select(job => tables.Jobs.GetValueOrDefault(job)?.Row)
                .FirstOrDefault(row => row is not null),
        };
}
