using Rota.Core.Jobs;
using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>Schedules, by name.</summary>
public interface IScheduleReader
{
    /// <summary>All of them.</summary>
    IReadOnlyList<ScheduleRow> All();

    /// <summary>One of them, or null.</summary>
    ScheduleRow? Named(string name);

    /// <summary>The instants of a schedule that have fired or wait for an earlier run, oldest first.</summary>
    IReadOnlyList<FireRow> Fires(ScheduleId schedule);

    /// <summary>The job that a schedule submits, or null.</summary>
    JobSpec? Registered(string name);

    /// <summary>What registering this would change about the schedule of its name; null when there is none.</summary>
    IReadOnlyList<string>? ChangesBy(JobSpec job, ScheduleSpec rules);
}
