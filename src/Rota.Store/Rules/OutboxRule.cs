using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Events;
using Rota.Core.Scheduling.State;
using Rota.Store.Outbox;
using Rota.Store.Specs;

namespace Rota.Store.Rules;

/// <summary>
/// Which messages a turn leaves in the outbox, and what they say: the same on every home. Where nobody asked for any it
/// costs one look at the rules that were set.
/// </summary>
public static class OutboxRule
{
    /// <summary>Writes the messages about what happened to jobs.</summary>
    public static void Write(TurnChanges changes, IOutboxTables tables)
    {
        if (changes.Jobs.Count == 0)
        {
            return;
        }

        var set = tables.Rules();
        if (set.Count == 0 && changes.Jobs.All(job => job.Spec.Notify.IsEmpty))
        {
            return;
        }

        var rules = changes.Jobs.ToDictionary(job => job, job => RuleScopes.Of(job.Spec, set));
        foreach (var (job, events) in TurnEvents.Of(changes, job => rules[job].Count > 0))
        {
            var told = events.And(ChangeOf(job, rules[job], tables));
            var message = new OutboxRow
            {
                Subject = $"job {job.Id}",
                Job = job.Id,
                Target = "",
                Events = "",
                Body = "",
                Created = changes.Now,
                Due = changes.Now,
            };
            foreach (var rule in rules[job])
            {
                Put(rule, told, message, all => EventBodies.Of(job, all), tables);
            }
        }
    }

    /// <summary>Writes the messages about what was decided on a schedule.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="registered">The job that it submits; asked for only where there is something to tell.</param>
    /// <param name="firing">The decision.</param>
    /// <param name="now">The time on the wall clock.</param>
    /// <param name="tables">Where it is written.</param>
    public static void Write(string name, Func<JobSpec> registered, Firing firing, Instant now, IOutboxTables tables)
    {
        var late = firing.Starts.Where(instant => now - instant > FiringRule.Grace).ToArray();
        var told = EventCounts.None.With(EventKind.Late, late.Length).With(EventKind.Missed, firing.Missed?.Count ?? 0);
        if (told.IsEmpty)
        {
            return;
        }

        var message = new OutboxRow
        {
            Subject = $"schedule {name}",
            Target = "",
            Events = "",
            Body = "",
            Created = now,
            Due = now,
        };
        foreach (var rule in RuleScopes.Of(registered(), tables.Rules(), name))
        {
            Put(rule, told, message, all => EventBodies.Of(name, all, firing.Missed, late), tables);
        }
    }

    /// <summary>One message of a subject and target at a time: what nobody has taken yet grows.</summary>
    private static void Put(
        NotifyRule rule,
        EventCounts told,
        OutboxRow message,
        Func<EventCounts, string> body,
        IOutboxTables tables
    )
    {
        told = told.AskedBy(rule);
        if (told.IsEmpty)
        {
            return;
        }

        var target = NotifyForm.Text(rule.Target);
        if (tables.Gathering(message.Subject, target) is { } waiting)
        {
            var all = EventCounts.Parse(waiting.Events).And(told);
            var due = told.CanWait || message.Job is null ? waiting.Due : message.Created;
            tables.Put(waiting with { Events = all.ToString(), Body = body(all), Due = due });
            return;
        }

        tables.Put(
            message with
            {
                Target = target,
                Events = told.ToString(),
                Body = body(told),
                Due =
                    message.Job is null ? AfterThe(tables.Newest(message.Subject, target), rule, message.Created)
                    : told.CanWait ? message.Created + rule.Digest
                    : message.Created,
            }
        );
    }

    /// <summary>A schedule that keeps missing its instants tells so once for each digest.</summary>
    private static Instant AfterThe(Instant? newest, NotifyRule rule, Instant now) =>
        newest is { } before && before <= now && before + rule.Digest > now ? before + rule.Digest : now;

    private static EventCounts ChangeOf(ActiveJob job, IReadOnlyList<NotifyRule> rules, IOutboxTables tables)
    {
        var isAsked = rules.Any(rule => rule.On.Any(kind => kind is EventKind.Failed or EventKind.Recovered));
        if (job.Ended is null || job.State == JobState.Cancelled || !isAsked)
        {
            return EventCounts.None;
        }

        var name = job.Spec.Name;
        var before = tables.IsFailing(name);
        var isFailing = job.State == JobState.Failed;
        if (before != isFailing)
        {
            tables.Put(name, isFailing);
        }

        before ??= tables.Before(name, job.Id) is { } ended ? ended == JobState.Failed : null;
        return Standing.Change(before, job.State) is { } change ? EventCounts.Of(change) : EventCounts.None;
    }
}
