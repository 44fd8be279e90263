using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.SavedFilters;
using Rota.Store.Specs;
using Rota.Store.Tokens;

namespace Rota.Store.Rules;

/// <summary>What the audit tells of changes of queues, schedules, rules and tokens.</summary>
public static class SettingDeeds
{
    /// <summary>What is set for a queue has changed; null for nothing set.</summary>
    public static Deed Queue(string name, QueueSetting? before, QueueSetting? after) =>
        new(after is null ? "queue.remove" : "queue.set", $"queue {name}", Text(before), Text(after));

    /// <summary>A schedule was registered, or took another's place.</summary>
    public static Deed? Register(JobSpec job, ScheduleSpec spec, Registered answer) =>
        answer.Kind == RegistrationKind.Refused
            ? null
            : new Deed(
                "schedule.register",
                Schedule(job.Name),
                answer.Kind == RegistrationKind.New
                    ? null
                    : Properties.Object(json => json.Texts("changes", [.. answer.Changes])),
                Properties.Object(json =>
                {
                    json.Text("cron", spec.Cron.Text);
                    json.Text("timezone", spec.TimeZone);
                    json.Text("kind", answer.Kind.ToString().ToLowerInvariant());
                })
            );

    /// <summary>A schedule was paused, resumed or removed.</summary>
    /// <param name="verb">What was done.</param>
    /// <param name="name">The schedule.</param>
    /// <param name="wasPaused">Whether it was paused before.</param>
    public static Deed Schedule(string verb, string name, bool wasPaused) =>
        new($"schedule.{verb}", Schedule(name), Paused(wasPaused), verb == "remove" ? null : Paused(verb == "pause"));

    /// <summary>A job of a schedule was submitted.</summary>
    public static Deed Run(string name, JobId job) =>
        new("schedule.run", Schedule(name), null, Properties.Object(json => json.Text("job", job.ToString())));

    /// <summary>Jobs of a schedule were submitted for instants that have passed; null for none.</summary>
    public static Deed? Backfill(string name, IReadOnlyList<Backfilled>? told)
    {
        string[] jobs = [.. (told ?? []).Where(one => one.IsNew).Select(one => $"{one.Job}")];
        return jobs.Length == 0
            ? null
            : new Deed("schedule.backfill", Schedule(name), null, Properties.Object(json => json.Texts("jobs", jobs)));
    }

    /// <summary>
    /// Rules of notifications were set. Where they go stays out of it: addresses of hooks are secrets.
    /// </summary>
    public static Deed Rules(RuleScope scope, int before, ImmutableArray<NotifyRule> after) =>
        new("notify.set", $"rules {scope.Text}", Count("rules", before), Count("rules", after.Length));

    /// <summary>A notification is sent once more, or was written as a test.</summary>
    public static Deed Notification(string verb, long number) => new($"notify.{verb}", $"notification {number}");

    /// <summary>What waits to be sent is withheld: somebody else has sent it.</summary>
    public static Deed Withhold(long count) => new("notify.withhold", "notifications", Count("waiting", count));

    /// <summary>A token was made.</summary>
    public static Deed Token(TokenRow token) =>
        new(
            "token.create",
            $"token {token.Name}",
            null,
            Properties.Object(json =>
            {
                json.Text("scopes", token.Scopes);
                json.Map("tags", token.Tags);
                json.Text("expires", token.Expires?.ToString());
            })
        );

    /// <summary>A token was taken back.</summary>
    public static Deed Revoke(TokenRow token) =>
        new("token.revoke", $"token {token.Name}", Properties.Object(json => json.Text("scopes", token.Scopes)));

    /// <summary>A home that was set back goes on.</summary>
    /// <param name="turn">The newest turn that it knows.</param>
    /// <param name="seen">The newest that was seen.</param>
    public static Deed Recover(long turn, long seen) =>
        new(
            "home.recover",
            "home",
            Properties.Object(json => json.Number("turn", seen)),
            Properties.Object(json => json.Number("turn", turn))
        );

    /// <summary>The home was moved to another place. Places are shown without a password.</summary>
    public static Deed Move(string from, string to) =>
        new(
            "home.move",
            "home",
            Properties.Object(json => json.Text("place", from)),
            Properties.Object(json => json.Text("place", to))
        );

    /// <summary>A filter was given a name, or a name another filter.</summary>
    public static Deed SaveFilter(SavedFilter? before, SavedFilter after) =>
        new("filter.save", Filter(after), before is null ? null : Text(before), Text(after));

    /// <summary>A filter has no name any more.</summary>
    public static Deed ForgetFilter(SavedFilter before) => new("filter.forget", Filter(before), Text(before));

    private static string Filter(SavedFilter filter) =>
        $"filter {filter.List}/{filter.Name}{(filter.Owner.Length == 0 ? "" : $" of {filter.Owner}")}";

    private static string Text(SavedFilter filter) => Properties.Object(json => json.Text("filter", filter.Filter));

    private static string Schedule(string name) => $"schedule {name}";

    private static string Paused(bool isPaused) => Properties.Object(json => json.WriteBoolean("paused", isPaused));

    private static string Count(string name, long count) => Properties.Object(json => json.Number(name, count));

    private static string? Text(QueueSetting? setting) =>
        setting is null
            ? null
            : Properties.Object(json =>
            {
                json.Number("concurrency", setting.Concurrency);
                json.WriteBoolean("paused", setting.IsPaused);
                json.Text("open", setting.Hours?.Text);
            });
}
