using Rota.Store.Rows;

namespace Rota.Store.Proofs;

/// <summary>That no schedule is due at an instant that has fired.</summary>
public static class ScheduleProof
{
    /// <summary>A sentence for each that is.</summary>
    public static IEnumerable<string> Violations(IEnumerable<(string Name, ScheduleTimes Times)> schedules) =>
        schedules
            .Where(schedule => schedule.Times.Due <= schedule.Times.LastFired)
            .Select(schedule => $"schedule {schedule.Name} is due again at an instant that has fired");
}
