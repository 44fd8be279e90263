using Rota.App.Problems;
using Rota.Core.Notifying;

namespace Rota.App.Notifying;

/// <summary>For what rules are meant that are set apart from job files.</summary>
/// <param name="Queue">The jobs of a queue; null where it is not meant.</param>
/// <param name="Schedule">A schedule; null where it is not meant.</param>
public sealed record NotifyScope(string? Queue, string? Schedule)
{
    /// <summary>As it is stored; all jobs where neither is named.</summary>
    /// <exception cref="ProblemException">Both are named.</exception>
    internal RuleScope Scope =>
        (Queue, Schedule) switch
        {
            (null, null) => RuleScope.Global,
            ({ } queue, null) => RuleScope.Queue(queue),
            (null, { } schedule) => RuleScope.Schedule(schedule),
            _ => throw new ProblemException(
                ProblemCodes.Usage,
                "rules are for a queue or for a schedule, not for both",
                "set them one after the other"
            ),
        };
}
