using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>What becomes of attempts whose node is cut off, and where what a node refuses goes.</summary>
public sealed class SilentNodeTests
{
    private static readonly Capacity Four = World.SmallNode with { Slots = 4 };
    private static readonly NodeId One = new(1), Two = new(2);

    private static readonly DisconnectPolicy Leased = new()
    {
        SelfStopAfter = TimeSpan.FromMinutes(5), ReplaceAfter = TimeSpan.FromMinutes(10),
    };

    [Fact]
    public void Without_a_word_of_the_job_nothing_is_given_up_however_long_a_node_is_silent()
    {
        var (world, job) = Running(DisconnectPolicy.None);
        world.Stand(Two, NodeStanding.Silent);
        Pass(world, TimeSpan.FromDays(30));
        Assert.Equal(8, world.Job(job).Live.Count);
        Assert.Equal(0, world.Job(job).Attempts);
    }

    [Fact]
    public void After_replace_after_what_ran_there_is_lost_and_runs_elsewhere()
    {
        var (world, job) = Running(Leased);
        world.Stand(Two, NodeStanding.Silent);
        Pass(world, TimeSpan.FromMinutes(9.9));
        Assert.Equal(4, world.Job(job).Live.Count(attempt => attempt.Node == Two));
        Pass(world, TimeSpan.FromMinutes(0.2));
        Assert.DoesNotContain(world.Job(job).Live, attempt => attempt.Node == Two);
        Assert.Equal(4, world.Job(job).Attempts);
        world.Spawn().End();
        world.Turn();
        Assert.Equal(4, world.Job(job).Live.Count(attempt => attempt is { Node.Value: 1, Number: 2 }));
    }

    /// <summary>Given up, it would run on where nobody stops it any more.</summary>
    [Fact]
    public void What_was_cancelled_is_not_given_up_for_nothing_comes_in_its_place()
    {
        foreach (var policy in (DisconnectPolicy[])[Leased, new() { ReplaceAfter = TimeSpan.FromMinutes(1), DuplicatesAreHarmless = true }])
        {
            var (world, job) = Running(policy);
            world.Stand(Two, NodeStanding.Silent);
            world.Do(new JobCommand.Cancel { Job = job });
            Pass(world, TimeSpan.FromHours(1));
            Assert.Equal(4, world.Job(job).Live.Count(attempt => attempt.Node == Two && attempt.Stop == StopReason.Cancelled));
        }
    }

    [Fact]
    public void The_reason_names_the_node_and_the_time()
    {
        var (world, _) = Running(Leased);
        world.Stand(Two, NodeStanding.Silent);
        world.Now += TimeSpan.FromMinutes(11);
        world.Core.Begin(world.Now);
        world.Core.FireTimers();
        Assert.Equal(4, world.Core.Changes.Ended.Count);
        Assert.All(world.Core.Changes.Ended, ended =>
        {
            Assert.Equal(TaskState.Lost, ended.Outcome);
            Assert.Equal("its node n2 was cut off for 10m, after which on_disconnect has it replaced", ended.Reason);
        });
    }

    [Fact]
    public void A_silence_that_ends_in_time_counts_for_nothing()
    {
        var (world, job) = Running(Leased);
        for (var cut = 0; cut < 3; cut++)
        {
            world.Stand(Two, NodeStanding.Silent);
            Pass(world, TimeSpan.FromMinutes(9));
            world.Stand(Two, NodeStanding.Open);
        }

        Pass(world, TimeSpan.FromHours(1));
        Assert.Equal(0, world.Job(job).Attempts);
    }

    [Fact]
    public void Whoever_takes_over_counts_the_silence_anew()
    {
        var (world, job) = Running(Leased);
        world.Stand(Two, NodeStanding.Silent);
        Pass(world, TimeSpan.FromMinutes(9));
        world.Recover();
        world.Stand(Two, NodeStanding.Silent);
        Pass(world, TimeSpan.FromMinutes(9));
        Assert.Equal(0, world.Job(job).Attempts);
        Pass(world, TimeSpan.FromMinutes(1.1));
        Assert.Equal(4, world.Job(job).Attempts);
    }

    [Fact]
    public void What_is_known_late_of_one_that_was_given_up_changes_nothing()
    {
        var (world, job) = Running(Leased);
        var there = world.Job(job).Live.Where(attempt => attempt.Node == Two).Select(attempt => attempt.Id).ToArray();
        world.Stand(Two, NodeStanding.Silent);
        Pass(world, TimeSpan.FromMinutes(11));
        world.Stand(Two, NodeStanding.Open);
        long[] before = [.. world.Job(job).Groups[0].Counts];
        foreach (var attempt in there)
        {
            world.Core.Apply(new NodeEvent.Ended { Attempt = attempt, Node = Two, Report = new ExitReport { Ended = world.Now, ExitCode = 0 } });
        }

        Assert.Equal(before, world.Job(job).Groups[0].Counts);
        Assert.Empty(world.Core.Changes.Ended);
    }

    [Fact]
    public void A_task_that_may_start_once_only_is_lost_and_not_started_again()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        var job = world.Submit(new JobBuilder().Task("a", 8).Takes(slots: 1)
            .Policy(policy => policy with { OnDisconnect = Leased, Retry = RetryPolicy.Never }));
        world.Turn();
        world.Spawn();
        world.Turn();
        world.Stand(Two, NodeStanding.Silent);
        Pass(world, TimeSpan.FromMinutes(11));
        Assert.Equal(4, world.Job(job).Groups[0].Counts[(int)TaskState.Lost]);
        Assert.Equal(4, world.Job(job).Live.Count);
    }

    [Fact]
    public void What_its_node_stopped_for_the_silence_is_lost_and_uses_no_try()
    {
        var (world, job) = Running(Leased);
        var stopped = world.Node.Of(KeptState.Running).First(kept => kept.Attempt.Node == Two);
        world.Node.End(stopped, new ExitReport { Ended = world.Now, Signal = 15, CutOff = TimeSpan.FromSeconds(303) });
        world.Core.Begin(world.Now);
        world.Core.Apply(world.Node.Outbox.Dequeue());
        var ended = Assert.Single(world.Core.Changes.Ended);
        Assert.Equal((TaskState.Lost, "its node n2 was cut off from the home for 303s, and stopped it"), (ended.Outcome, ended.Reason));
        world.Turn();
        var again = Assert.Single(world.Job(job).Live, attempt => attempt.Number == 2);
        Assert.Equal(0, again.Before.Counted);
    }

    [Fact]
    public void What_a_node_refuses_goes_elsewhere_in_the_same_turn_and_uses_no_try()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        var job = world.Submit(new JobBuilder().Task("a", 2).Takes(slots: 1));
        world.Turn();
        var refused = Assert.Single(world.Job(job).Live, attempt => attempt.Node == Two);
        Refuse(world, refused);
        Assert.All(world.Job(job).Live, attempt => Assert.Equal((One, 1), (attempt.Node, attempt.Number)));
        Assert.Equal(2, world.Job(job).Live.Count);
        var kept = Assert.Single(world.Core.Changes.Refusals);
        Assert.Equal((Two, refused.Task, "slots", 1, 0, "held by attempt 3"), (kept.Node, kept.Task, kept.Lack.Of, kept.Lack.Asked, kept.Lack.Free, kept.Lack.Holder));
    }

    [Fact]
    public void A_node_that_refused_is_asked_again_after_its_rest_and_not_before()
    {
        var world = new World(Four with { Slots = 1 }, null, (Four, new NodeTraits("n2")));
        var job = world.Submit(new JobBuilder().Task("a", 2).Takes(slots: 1));
        world.Turn();
        Refuse(world, world.Job(job).Live.Single(attempt => attempt.Node == Two));
        world.Turn();
        Assert.DoesNotContain(world.Job(job).Live, attempt => attempt.Node == Two);
        Assert.True(world.Core.NextDue <= world.Now + TimeSpan.FromSeconds(1));
        Pass(world, TimeSpan.FromSeconds(1));
        Pass(world, TimeSpan.Zero);
        Assert.Contains(world.Job(job).Live, attempt => attempt.Node == Two);
    }

    [Fact]
    public void A_node_that_cannot_stop_itself_gets_nothing_with_a_lease()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        world.Core.Nodes.KeepsLeases(world.Core.Nodes.Find(Two)!, false);
        var leased = world.Submit(new JobBuilder().Task("a", 8).Takes(slots: 1).Policy(policy => policy with { OnDisconnect = Leased }));
        var other = world.Submit(new JobBuilder().Task("a", 4).Takes(slots: 1));
        world.Turn();
        Assert.All(world.Job(leased).Live, attempt => Assert.Equal(One, attempt.Node));
        Assert.All(world.Job(other).Live, attempt => Assert.Equal(Two, attempt.Node));
    }

    private static (World World, JobId Job) Running(DisconnectPolicy policy)
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        var job = world.Submit(new JobBuilder().Task("a", 8).Takes(slots: 1).Policy(one => one with { OnDisconnect = policy }));
        world.Turn();
        world.Spawn();
        world.Turn();
        Assert.Equal(4, world.Job(job).Live.Count(attempt => attempt.Node == Two));
        return (world, job);
    }

    private static void Pass(World world, TimeSpan time)
    {
        world.Now += time;
        world.Turn();
    }

    private static void Refuse(World world, Attempt attempt)
    {
        world.Core.Begin(world.Now);
        world.Core.Apply(new NodeEvent.Refused
        {
            Attempt = attempt.Id, Node = attempt.Node, RetryAfter = TimeSpan.FromSeconds(1), Lack = new("slots", 1, 0, "held by attempt 3"),
        });
        world.Node.Order(new Effect(EffectKind.Withdraw, attempt));
        world.Core.Dispatch();
    }
}
