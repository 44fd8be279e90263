using System.Collections.Immutable;
using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Budgets;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Operations;
using Rota.Store.Outbox;
using Rota.Store.SavedFilters;
using Rota.Store.Tokens;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>Each change of people leaves an entry of who made it, in the same commit.</summary>
public abstract class AuditContract(Func<Backend> make)
{
    private static readonly Author Anna = new() { Door = Door.Api, Name = "ci", User = "anna", Uid = 7, Request = "r1", Why = "because", At = Home.Now };

    private static readonly ScheduleSpec Daily = new() { Cron = CronExpression.Parse("0 2 * * *").Cron! };
    private static readonly NotifyTarget Hook = new() { Channel = Channel.Webhook, Url = "https://ops.example/canary-of-a-hook" };
    private static readonly OutboxRow Message = new()
    {
        Number = 0, Topic = OutboxRow.Notifications, Subject = "test", Target = "t", Events = "ended:1", Body = "{}", Created = Home.Now, Due = Home.Now,
    };
    private static readonly TokenRow Token = new() { Name = "ci", Hash = "canary-of-a-hash", Scopes = "read", Created = Home.Now };

    private static readonly SavedFilter Filter = new() { Owner = "ci", List = "jobs", Name = "mine", Filter = "state:failed", Saved = Home.Now };
    private static readonly OperationRow Operation = new() { Action = "jobs.cancel", Filter = "", Author = Anna, Newest = new JobId(1) };

    /// <summary>What changes a home and is nobody's doing: carriers of messages, tokens that were used, ports as such.</summary>
    private static readonly string[] NobodysDoing = ["Take", "Settle", "Free", "Used", "Dispose", "Step"];

    /// <summary>Each method of the ports by which people change a home, and what the audit calls it.</summary>
    private static readonly (string Port, string Method, Func<IHome, object?> Call, string Action, string Subject)[] Changes =
    [
        Of<IJobSubmissions>("Submit", home => With(home.Submissions(), it => it.Submit(Home.Spec(), null, true, Home.Now)), "job.submit", "job 1"),
        Of<IJobSubmissions>("Ask", home => With(home.Submissions(), it => it.Ask(new JobId(1), new Request.Priority(5), Home.Now)), "job.priority", "job 1"),
        Of<IJobSubmissions>("WantOnly", home => With(home.Submissions(), it => it.WantOnly([new JobId(1)])), "state.run", "state"),
        Of<IJobSubmissions>("SetSlots", home => With(home.Submissions(), it => it.SetSlots(3)), "slots.set", "machine"),
        Of<IJobSubmissions>("WantAll", home => With(home.Submissions(), it => it.WantAll(true)), "state.serve", "state"),
        Of<IQueueSettings>("SetConcurrency", home => With(home.Queues(), it => it.SetConcurrency("q", 1)), "queue.set", "queue q"),
        Of<IQueueSettings>("SetHours", home => With(home.Queues(), it => it.SetHours("q", OpenHours.Parse("22:00-06:00", "UTC"))), "queue.set", "queue q"),
        Of<IQueueSettings>("Pause", home => With(home.Queues(), it => it.Pause("q", true)), "queue.set", "queue q"),
        Of<IQueueSettings>("Remove", home => With(home.Queues(), it => it.Remove("q")), "queue.remove", "queue q"),
        Of<IBudgets>("Change", home => With(home.Budgets(), it => it.Change(Home.Now, (book, _) => BudgetRule.Set(book, BudgetScope.New(ScopePath.Root) with { Weight = 2 }, Home.Now))), "budget.set", "budget /"),
        Of<IScheduleRegistry>("Register", home => With(home.Schedules(new SystemTimeZones()), it => it.Register(Home.Spec(), Daily, false, Home.Now)), "schedule.register", "schedule job"),
        Of<IScheduleRegistry>("Pause", home => With(home.Schedules(new SystemTimeZones()), it => it.Pause("job")), "schedule.pause", "schedule job"),
        Of<IScheduleRegistry>("Resume", home => With(home.Schedules(new SystemTimeZones()), it => it.Resume("job", Home.Now)), "schedule.resume", "schedule job"),
        Of<IScheduleRegistry>("RunNow", home => With(home.Schedules(new SystemTimeZones()), it => it.RunNow("job", ImmutableSortedDictionary<string, string>.Empty, Home.Now)), "schedule.run", "schedule job"),
        Of<IScheduleRegistry>("Backfill", home => With(home.Schedules(new SystemTimeZones()), it => it.Backfill("job", new() { Instants = [new Instant(1)], Zone = TimeZoneInfo.Utc }, Home.Now)), "schedule.backfill", "schedule job"),
        Of<IScheduleRegistry>("Remove", home => With(home.Schedules(new SystemTimeZones()), it => it.Remove("job")), "schedule.remove", "schedule job"),
        Of<IOutbox>("Add", home => With(home.Outbox(), it => it.Add(Message)), "notify.test", "notification 1"),
        Of<IOutbox>("Redeliver", home => With(home.Outbox(), it => it.Redeliver(1, Home.Now)), "notify.redeliver", "notification 1"),
        Of<IOutbox>("Withhold", home => With(home.Outbox(), it => it.Withhold()), "notify.withhold", "notifications"),
        Of<IOutbox>("Set", home => With(home.Outbox(), it => it.Set(RuleScope.Queue("q"), [new NotifyRule([EventKind.Ended], Hook)])), "notify.set", "rules queue q"),
        Of<ITokens>("Add", home => With(home.Tokens(), it => it.Add(Token)), "token.create", "token ci"),
        Of<ITokens>("Revoke", home => With(home.Tokens(), it => it.Revoke("ci")), "token.revoke", "token ci"),
        Of<ISavedFilters>("Save", home => With(home.Filters(), it => it.Save(Filter)), "filter.save", "filter jobs/mine of ci"),
        Of<ISavedFilters>("Forget", home => With(home.Filters(), it => it.Forget("ci", "jobs", "mine")), "filter.forget", "filter jobs/mine of ci"),
        Of<IOperations>("Accept", home => With(home.Operations(), it => it.Accept(Operation)), "jobs.cancel", "operation 1"),
        Of<IOperations>("Stop", home => With(home.Operations(), it => it.Stop(1, Home.Now)), "operation.cancel", "operation 1"),
    ];

    [Fact]
    public void Every_port_of_people_tells_of_each_change_who_made_it_and_why()
    {
        using var home = make();
        using (var store = home.Open())
        {
            store.Join(Home.Runner, Home.Joining, _ => true);
        }

        foreach (var (port, method, call, action, subject) in Changes)
        {
            var before = home.Ask(reader => reader.Audit.Newest);
            call(home.Ports.By(Anna));
            var entry = home.Ask(reader => Assert.Single(reader.Audit.After(10, before)));
            Assert.Equal((port, method, before + 1, action, subject, Anna), (port, method, entry.Number, entry.Deed.Action, entry.Deed.Subject, entry.Author));
        }

        Assert.Empty(Wrong(home));
        var texts = home.Ask(reader => string.Concat(reader.Audit.After(100, 0).Select(entry => $"{entry.Deed}")));
        Assert.DoesNotContain("canary", texts, StringComparison.Ordinal);
        Assert.Empty(home.Violations());
    }

    /// <summary>A new way to change a home fails here until the audit tells of it.</summary>
    [Fact]
    public void No_port_of_people_has_a_change_that_the_audit_does_not_know()
    {
        Type[] ports = [typeof(IJobSubmissions), typeof(IQueueSettings), typeof(IBudgets), typeof(IScheduleRegistry), typeof(IOutbox), typeof(ITokens), typeof(ISavedFilters), typeof(IOperations)];
        var there = ports.SelectMany(port => port.GetMethods().Select(method => $"{port.Name}.{method.Name}")).Where(name => !NobodysDoing.Contains(name.Split('.')[1]));
        Assert.Equal(there.Order(), Changes.Select(change => $"{change.Port}.{change.Method}").Order());
    }

    [Fact]
    public void What_changed_nothing_leaves_no_entry()
    {
        using var home = make();
        home.Submit(Home.Spec(), "key");
        var before = home.Ask(reader => reader.Audit.Newest);
        home.Submit(Home.Spec(), "key");
        var by = home.Ports.By(Anna);
        With(by.Queues(), it => it.Remove("nothing"));
        With(by.Schedules(new SystemTimeZones()), it => it.Pause("nothing"));
        With(by.Tokens(), it => it.Revoke("nothing"));
        With(by.Filters(), it => it.Forget("ci", "jobs", "nothing"));
        With(by.Outbox(), it => it.Redeliver(9, Home.Now));
        Assert.Equal(before, home.Ask(reader => reader.Audit.Newest));
    }

    [Fact]
    public void A_change_tells_how_it_stood_before()
    {
        using var home = make();
        home.Submit(Home.Spec());
        With(home.Ports.By(Anna).Submissions(), it => it.Ask(new JobId(1), new Request.Cancel(), Home.Now));
        With(home.Ports.By(Anna).Queues(), it => it.SetConcurrency("q", 1));
        With(home.Ports.By(Anna).Queues(), it => it.SetConcurrency("q", 2));
        var entries = home.Ask(reader => reader.Audit.After(10, 1));
        Assert.Contains("\"state\":\"queued\"", entries[0].Deed.Before, StringComparison.Ordinal);
        Assert.Null(entries[1].Deed.Before);
        Assert.Equal((entries[1].Deed.After, """{"concurrency":2,"paused":false}"""), (entries[2].Deed.Before, entries[2].Deed.After));
    }

    [Fact]
    public void What_was_pruned_is_told_of_and_the_rest_is_still_proven()
    {
        using var home = make();
        for (var day = 0; day < 4; day++)
        {
            With(home.Ports.By(Anna with { At = Home.Now + TimeSpan.FromDays(day) }).Queues(), it => it.SetConcurrency("q", day));
        }

        using (var prune = home.Ports.By(Anna with { At = Home.Now + TimeSpan.FromDays(9) }).Prune())
        {
            Assert.Equal(2, prune.ForgetAudit(Home.Now + TimeSpan.FromDays(2)));
            Assert.Equal(0, prune.ForgetAudit(Home.Now + TimeSpan.FromDays(2)));
        }

        Assert.Equal([3, 4, 5], home.Ask(reader => reader.Audit.After(10, 0).Select(entry => entry.Number)));
        Assert.Empty(Wrong(home));
    }

    [Fact]
    public void Entries_are_read_by_pages_in_both_directions()
    {
        using var home = make();
        for (var limit = 1; limit <= 5; limit++)
        {
            With(home.Ports.By(Anna).Queues(), it => it.SetConcurrency("q", limit));
        }

        Assert.Equal([5, 4], home.Ask(reader => reader.Audit.Before(2, null).Select(entry => entry.Number)));
        Assert.Equal([3, 2, 1], home.Ask(reader => reader.Audit.Before(9, 4).Select(entry => entry.Number)));
        Assert.Equal([4, 5], home.Ask(reader => reader.Audit.After(9, 3).Select(entry => entry.Number)));
    }

    internal static IReadOnlyList<string> Wrong(Backend home) =>
        home.Ask(reader =>
        {
            var proof = new AuditProof(reader.Audit.Newest);
            foreach (var entry in reader.Audit.After(int.MaxValue, 0))
            {
                proof.Take(entry);
            }

            return proof.Finish();
        });

    private static (string, string, Func<IHome, object?>, string, string) Of<TPort>(string method, Func<IHome, object?> call, string action, string subject) =>
        (typeof(TPort).Name, method, call, action, subject);

    private static object? With<TPort>(TPort port, Func<TPort, object?> call)
        where TPort : IDisposable
    {
        using (port)
        {
            return call(port);
        }
    }

    private static object? With<TPort>(TPort port, Action<TPort> call)
        where TPort : IDisposable => With(port, it =>
        {
            call(it);
            return null;
        });
}
