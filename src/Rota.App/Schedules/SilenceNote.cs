using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Schedules;

/// <summary>A clock that was wrong for seconds can keep a schedule from firing for a year.</summary>
internal static class SilenceNote
{
    /// <summary>
    /// Why the schedule fires nothing until long after its next instant, and the remedy; null where it does.
    /// </summary>
    public static string? Of(ScheduleRow row, Instant now) =>
        !NextRuns.IsSilent(row, now)
            ? null
            : $"schedule {Plain.Line(row.Name)} fires nothing before {NextRuns.Text(row.Spec, row.Due)}: "
                + (
                    row.LastFired > now
                        ? $"its last instant that fired lies {Words.Duration(row.LastFired.Value - now)} "
                            + "ahead of this clock"
                        : $"the clock was ahead when it was registered or resumed"
                )
                + $". If the clock is right now: rota schedule resume {Plain.Line(row.Name)}; "
                + "no instant fires twice by it";
}
