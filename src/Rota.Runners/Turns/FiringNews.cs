using Microsoft.Extensions.Logging;
using Rota.Core.Schedules;

namespace Rota.Runners.Turns;

/// <summary>What a turn decided of schedules, told once it is committed.</summary>
/// <param name="log">Where it is told.</param>
internal sealed class FiringNews(ILogger log)
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
                log.Fired(schedule, instant.ToString());
            }

            if (firing.Skipped is { } skipped)
            {
                log.Skipped(schedule, skipped.ToString());
            }
        }

        decided.Clear();
    }
}
