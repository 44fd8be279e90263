using Rota.Core.Jobs;
using Rota.Core.Notifying;
using Rota.Store.Outbox;

namespace Rota.Store.Rules;

/// <summary>
/// Which rules hold for a job or a schedule: its own, those of its schedule and queue, and those of all.
/// </summary>
public static class RuleScopes
{
    /// <summary>Those of a job, each target once.</summary>
    /// <param name="job">The job.</param>
    /// <param name="set">What was set apart from job files.</param>
    /// <param name="schedule">The schedule; null for a job, which knows of one by itself.</param>
    public static IReadOnlyList<NotifyRule> Of(JobSpec job, IReadOnlyList<ScopedRules> set, string? schedule = null)
    {
        if (set.Count == 0)
        {
            return Merged(job.Notify);
        }

        RuleScope?[] scopes =
        [
            schedule is not null || job.ScheduledAt is not null ? RuleScope.Schedule(schedule ?? job.Name) : null,
            RuleScope.Queue(QueueRule.Of(job.Queue)),
            RuleScope.Global,
        ];
        return Merged(job.Notify.Concat(set.Where(one => scopes.Contains(one.Scope)).SelectMany(one => one.Rules)));
    }

    /// <summary>Who is named by several rules is told once.</summary>
    private static List<NotifyRule> Merged(IEnumerable<NotifyRule> rules) =>
        [
            .. rules
                .GroupBy(rule => Specs.NotifyForm.Text(rule.Target), StringComparer.Ordinal)
                .Select(same => new NotifyRule(
                    [.. same.SelectMany(rule => rule.On).Distinct().Order()],
                    same.First().Target
                )
                {
                    Digest = same.Min(rule => rule.Digest),
                }),
        ];
}
