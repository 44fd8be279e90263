using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Instruments.Metrics;

namespace Rota.Runners.Turns;

/// <summary>What a turn decided of schedules, told once it is committed.</summary>
/// <param name="log">Where it is told.</param>
/// <param name="now">The time on the wall clock.</param>
internal sealed class FiringNews(ILogger log, Func<Instant> now)
{
    private readonly List<(string Schedule, Firing Firing)> decided = [];

    /// <summary>It is decided, and not committed yet.</summary>
    public void Decided(string schedule, Firing firing) => decided.Add((schedule, firing));

    /// <summary>It is committed.</summary>
    public void Tell()
    {
        foreach (var (schedule, firing) in decided)
        {
            foreach (var instant in firing.Starts)
            {
                ScheduleMetrics.Fired(now() - instant);
                log.Fired(schedule, instant.ToString());
            }

            if (firing.Skipped is { } skipped)
            {
                ScheduleMetrics.Skipped();
                log.Skipped(schedule, skipped.ToString());
            }

            if (firing.Missed is { } missed)
            {
                ScheduleMetrics.Passed(missed.Count);
            }
        }

        decided.Clear();
    }
}
