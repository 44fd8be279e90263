using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Outbox;

namespace Rota.Store.Tests.Contract;

/// <summary>Messages leave a home by its outbox: written with what causes them, settled once.</summary>
public abstract class OutboxContract(Func<Backend> make)
{
    private static readonly NotifyTarget Hook = new() { Channel = Channel.Webhook, Url = "https://ops.example/hook" };
    private static readonly NotifyTarget Page = new() { Channel = Channel.Command, Words = ["./page.sh", "a b"], Directory = "/" };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_failed_job_leaves_one_message_for_each_target_and_all_it_tells_of()
    {
        using var home = make();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Failed, EventKind.GaveUp), Asks(Page, EventKind.Ended));
        var messages = Messages(home);
        Assert.Equal(["gave_up:3 failed:1", "ended:1"], messages.Select(row => row.Events));
        Assert.All(messages, row => Assert.Equal(("job 1", new JobId(1), 0), (row.Subject, row.Job, row.Tries)));
        Assert.Contains("\"failures\":3", messages[0].Body, StringComparison.Ordinal);
        Assert.All(messages, row => Assert.Equal(row.Created, row.Due));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void Nobody_asked_and_nothing_is_written()
    {
        using var home = make();
        Run(home, exitCode: 1);
        Run(home, exitCode: 0, Asks(Hook, EventKind.Failed));
        Assert.Empty(Messages(home));
    }

    [Fact]
    public void Failures_in_a_row_are_told_once_and_so_is_their_end()
    {
        using var home = make();
        int[] codes = [0, 1, 1, 0, 0, 1];
        foreach (var code in codes)
        {
            Run(home, code, Asks(Hook, EventKind.Failed, EventKind.Recovered));
        }

        Assert.Equal(["failed:1", "recovered:1", "failed:1"], Messages(home).Select(row => row.Events));
        Assert.Equal([2, 4, 6], Messages(home).Select(row => row.Job!.Value.Value));
    }

    [Fact]
    public void Whoever_asks_late_is_told_of_a_recovery_all_the_same()
    {
        using var home = make();
        Run(home, exitCode: 1);
        Run(home, exitCode: 0, Asks(Hook, EventKind.Recovered));
        Assert.Equal("recovered:1", Assert.Single(Messages(home)).Events);
    }

    [Fact]
    public void Rules_for_all_and_for_a_queue_hold_beside_those_of_the_job_and_each_target_is_told_once()
    {
        using var home = make();
        using (var outbox = home.Ports.Outbox())
        {
            Assert.False(outbox.Set(RuleScope.Global, [Asks(Hook, EventKind.Ended)]));
            outbox.Set(RuleScope.Queue("default"), [Asks(Page, EventKind.Ended)]);
            outbox.Set(RuleScope.Queue("other"), [Asks(Page with { Words = ["no"] }, EventKind.Ended)]);
        }

        Run(home, exitCode: 1, Asks(Hook, EventKind.Failed));
        Assert.Equal(["ended:1 failed:1", "ended:1"], Messages(home).Select(row => row.Events));
        using (var outbox = home.Ports.Outbox())
        {
            Assert.True(outbox.Set(RuleScope.Global, []));
            outbox.Set(RuleScope.Queue("default"), []);
        }

        Run(home, exitCode: 1);
        Assert.Equal(2, Messages(home).Length);
        Assert.Equal("queue other", Assert.Single(home.Ask(reader => reader.Outbox.Rules())).Scope.Text);
    }

    [Fact]
    public void What_happens_to_tasks_waits_for_others_and_the_end_of_the_job_ends_the_wait()
    {
        using var home = make();
        Submit(home, 4, Asks(Hook, EventKind.GaveUp, EventKind.Ended));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 1);
        var waiting = Assert.Single(Messages(home));
        Assert.Equal(NotifyRule.UsualDigest, waiting.Due - waiting.Created);
        player.RunToEnd();
        var told = Assert.Single(Messages(home));
        Assert.Equal((waiting.Number, waiting.Id), (told.Number, told.Id));
        Assert.StartsWith("gave_up:", told.Events, StringComparison.Ordinal);
        Assert.EndsWith(" ended:1", told.Events, StringComparison.Ordinal);
        Assert.True(told.Due < waiting.Due);
    }

    [Fact]
    public void What_somebody_took_does_not_grow_any_more()
    {
        using var home = make();
        Submit(home, 4, Asks(Hook, EventKind.GaveUp, EventKind.Ended) with { Digest = TimeSpan.Zero });
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 1);
        using var outbox = home.Ports.Outbox();
        var taken = Assert.Single(Take(outbox, Home.Now + Minute));
        player.RunToEnd();
        Assert.Equal(taken.Body, Messages(home)[0].Body);
        Assert.EndsWith("ended:1", Messages(home)[1].Events, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_is_in_one_hand_until_it_is_settled_or_the_hand_is_gone()
    {
        using var home = make();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        using var outbox = home.Ports.Outbox();
        var now = Home.Now + Minute;
        Assert.Equal(1, Assert.Single(Take(outbox, now)).Tries);
        Assert.Empty(Take(outbox, now));
        Assert.Equal(1, Assert.Single(Take(outbox, now + Minute + Minute)).Number);
        outbox.Free(OutboxRow.Notifications);
        var again = Assert.Single(Take(outbox, now));
        Assert.Equal((1, 3), (again.Number, again.Tries));
        outbox.Settle([new OutboxSettlement(1, DeliveryState.Delivered, now, "answered 204", now)]);
        outbox.Settle([new OutboxSettlement(1, DeliveryState.Waiting, now, "too late", now)]);
        Assert.Equal((DeliveryState.Delivered, "answered 204"), (Messages(home)[0].State, Messages(home)[0].Answer));
        Assert.Equal(2, Assert.Single(Take(outbox, now)).Number);
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_clock_that_was_ahead_holds_nothing_up()
    {
        using var home = make();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        using var outbox = home.Ports.Outbox();
        var ahead = Home.Now + TimeSpan.FromDays(365);
        Take(outbox, ahead);
        outbox.Settle([new OutboxSettlement(1, DeliveryState.Waiting, ahead + Minute, "refused", ahead)]);
        Assert.Single(Take(outbox, Home.Now + Minute));
    }

    [Fact]
    public void A_target_that_is_gone_gets_nothing_until_somebody_says_otherwise()
    {
        using var home = make();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        using var outbox = home.Ports.Outbox();
        var now = Home.Now + Minute;
        Take(outbox, now);
        outbox.Settle([new OutboxSettlement(1, DeliveryState.Gone, now, "answered 410", now)]);
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        Assert.Empty(Take(outbox, now));
        Assert.Equal([DeliveryState.Gone, DeliveryState.Gone], Messages(home).Select(row => row.State));
        Assert.True(outbox.Redeliver(2, now));
        Assert.Equal(Messages(home)[1].Id, Assert.Single(Take(outbox, now)).Id);
        Assert.False(outbox.Redeliver(9, now));
        Run(home, exitCode: 1, Asks(Page, EventKind.Ended));
        Assert.Equal(2, home.Ask(reader => reader.Outbox.Newest(9, isFailed: false)).Count(row => row.State == DeliveryState.Waiting));
    }

    [Fact]
    public void What_a_backup_held_is_withheld_and_what_comes_after_is_not()
    {
        using var home = make();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        using var outbox = home.Ports.Outbox();
        outbox.Withhold();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended));
        Assert.Equal(2, Assert.Single(Take(outbox, Home.Now + Minute)).Number);
        Assert.Equal(1, Assert.Single(home.Ask(reader => reader.Outbox.Newest(9, isFailed: true))).Number);
    }

    [Fact]
    public void A_pruned_job_takes_its_messages_along_but_for_what_waits()
    {
        using var home = make();
        Run(home, exitCode: 1, Asks(Hook, EventKind.Ended), Asks(Page, EventKind.Ended));
        using (var outbox = home.Ports.Outbox())
        {
            outbox.Settle([new OutboxSettlement(1, DeliveryState.Delivered, Home.Now, "answered 204", Home.Now)]);
        }

        using (var prune = home.Ports.Prune())
        {
            prune.Remove(new JobId(1));
        }

        Assert.Equal(2, Assert.Single(Messages(home)).Number);
    }

    [Fact]
    public void A_schedule_tells_of_instants_that_were_missed_or_late()
    {
        using var book = new ScheduleBook(make());
        var spec = ScheduleBook.Hourly with { CatchUp = TimeSpan.FromHours(2) };
        var job = Home.Spec(tasks: 1) with { Notify = [Asks(Hook, EventKind.Missed, EventKind.Late)] };
        book.Desk.Register(job, spec, replace: true, ScheduleBook.Hour(0));
        book.Fire(ScheduleBook.Hour(1));
        Assert.Empty(Messages(book.Home));
        book.EndJobs();
        book.Fire(ScheduleBook.Hour(7.5));
        var told = Assert.Single(Messages(book.Home));
        Assert.Equal(("schedule job", "late:1 missed:5"), (told.Subject, told.Events));
        Assert.Contains($"\"missed_first\":\"{ScheduleBook.Hour(2)}\"", told.Body, StringComparison.Ordinal);
        Assert.Contains($"\"late_first\":\"{ScheduleBook.Hour(6)}\"", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_of_a_schedule_hold_for_its_runs_alone()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        using (var outbox = book.Home.Ports.Outbox())
        {
            outbox.Set(RuleScope.Schedule("job"), [Asks(Hook, EventKind.Ended)]);
        }

        book.Home.Submit(Home.Spec(tasks: 1));
        book.Fire(ScheduleBook.Hour(1));
        book.EndJobs();
        Assert.Equal("job 2", Assert.Single(Messages(book.Home)).Subject);
    }

    private static NotifyRule Asks(NotifyTarget target, params EventKind[] on) => new([.. on], target);

    private static void Submit(Backend home, int tasks, params NotifyRule[] rules) =>
        home.Submit(Home.Spec(tasks, RetryPolicy.Never) with { Notify = [.. rules] });

    private static void Run(Backend home, int exitCode, params NotifyRule[] rules)
    {
        Submit(home, 3, rules);
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode);
        player.Turn(exitCode);
        player.Turn(exitCode);
    }

    private static IReadOnlyList<OutboxRow> Take(Store.Home.IOutbox outbox, Instant now) =>
        outbox.Take(OutboxRow.Notifications, now, now + Minute, most: 9);

    private static ImmutableArray<OutboxRow> Messages(Backend home) =>
        [.. home.Ask(reader => reader.Outbox.Newest(99, isFailed: false)).Reverse()];
}
