using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Placement.Strategies;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.Rules;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Somebody outside says where a task runs, and everything else still holds.</summary>
public sealed class OutsideClaimTests
{
    private static readonly Capacity Two = World.SmallNode with { Slots = 2, MilliCpus = 2_000 };
    private static readonly NodeId Second = new(2);
    private readonly World world = new(Two, null, (Two, new NodeTraits("n2") { Zone = "b" }));

    [Fact]
    public void What_is_to_be_placed_from_outside_starts_nowhere_by_itself()
    {
        var job = Submit(3);
        world.Turn();
        Assert.Empty(world.Job(job).Live);
        Assert.Equal([0, 1, 2], OutsideTasks.Of(world.Core, 10).Select(task => task.Index));
        Assert.IsType<Reason.Outside>(Assert.Single(Explanation.Of(world.Core, world.Job(job), 0, 1, isServed: true)));
    }

    [Fact]
    public void A_claim_starts_a_task_there_and_the_next_one_hears_who_has_it()
    {
        var job = Submit(3);
        var taken = Claim(job, 0, "n2");
        Assert.Null(taken.Refused);
        var live = Assert.Single(world.Job(job).Live);
        Assert.Equal((Second, taken.Attempt, 7), (live.Node, live.Id, taken.Request));
        world.Turn();
        var late = Claim(job, 0, "n1").Refused!;
        Assert.Equal((ClaimCode.Taken, "attempt 1 on n2"), (late.Code, late.Holder));
        Assert.Single(world.Job(job).Live);
    }

    [Fact]
    public void One_in_the_middle_is_claimed_and_those_before_it_wait_on()
    {
        var job = Submit(8);
        Assert.Null(Claim(job, 5, "n2").Refused);
        world.Turn();
        Assert.Equal([0, 1, 2, 3, 4, 6, 7], OutsideTasks.Of(world.Core, 10).Select(task => task.Index));
        Assert.Null(Claim(job, 3, "n2").Refused);
        Assert.Null(Claim(job, 7, "n1").Refused);
        world.Turn();
        world.Recover();
        Assert.Equal([0, 1, 2, 4, 6], OutsideTasks.Of(world.Core, 10).Select(task => task.Index).Order());
        Assert.Equal(ClaimCode.FarAhead, Claim(Submit(10_000), 9_999, "n1").Refused!.Code);
    }

    [Fact]
    public void A_node_or_a_limit_without_room_refuses_with_the_numbers()
    {
        var job = Submit(4);
        Assert.Null(Claim(job, 0, "n2").Refused);
        Assert.Null(Claim(job, 1, "n2").Refused);
        var full = Claim(job, 2, "n2").Refused!;
        Assert.Equal((ClaimCode.NoRoom, "slots", 1, 0), (full.Code, full.Of, full.Asked, full.Free));
        Assert.StartsWith("held by attempt ", full.Holder, StringComparison.Ordinal);
        Assert.Equal(ClaimCode.NoRoom, Claim(Submit(1, job => job.Takes(slots: 3)), 0, "n1").Refused!.Code);
        world.Do(new JobCommand.SetParallel { Job = job, Most = 2 });
        Assert.Equal(ClaimCode.Limit, Claim(job, 2, "n1").Refused!.Code);
    }

    [Fact]
    public void What_a_job_requires_and_people_say_holds_for_claims_too()
    {
        var zoned = Submit(1, job => job.Requires(new NodeTerm("zone", ["b"])));
        Assert.Equal((ClaimCode.Label, "zone"), (Claim(zoned, 0, "n1").Refused!.Code, Claim(zoned, 0, "n1").Refused!.Of));
        Assert.Equal(ClaimCode.NoSuchNode, Claim(zoned, 0, "n9").Refused!.Code);
        world.Stand(Second, NodeStanding.Cordoned);
        Assert.Equal((ClaimCode.TakesNoWork, "cordoned"), (Claim(zoned, 0, "n2").Refused!.Code, Claim(zoned, 0, "n2").Refused!.Of));
        var other = Submit(2);
        world.Do(new JobCommand.Hold { Job = other, Group = 0, Tasks = OrdinalRanges.From(1, 1) });
        Assert.Equal(ClaimCode.NotWaiting, Claim(other, 1, "n1").Refused!.Code);
        world.Do(new JobCommand.Pause { Job = other });
        Assert.Equal(ClaimCode.NotWaiting, Claim(other, 0, "n1").Refused!.Code);
        var own = world.Submit(new JobBuilder().Task("a", 9).Takes(slots: 1));
        Assert.Equal(ClaimCode.NotExternal, Claim(own, 8, "n1").Refused!.Code);
        Assert.DoesNotContain(world.Core.Attempts.Values, attempt => attempt.Job.Id != own);
    }

    [Fact]
    public void What_the_node_refuses_is_told_by_its_attempt_and_waits_again()
    {
        var job = Submit(1);
        var taken = Claim(job, 0, "n2");
        world.Turn();
        world.Core.Begin(world.Now);
        world.Core.Apply(new NodeEvent.Refused { Attempt = taken.Attempt, Node = Second, RetryAfter = TimeSpan.FromSeconds(1), Lack = new("slots", 1, 0, "held by attempt 3") });
        var told = Assert.Single(world.Core.Changes.Claims);
        Assert.Equal((0, taken.Attempt, ClaimCode.NoRoom, "held by attempt 3"), (told.Request, told.Attempt, told.Refused!.Code, told.Refused.Holder));
        Assert.Equal(ClaimCode.NoRoom, Claim(job, 0, "n2").Refused!.Code);
        Assert.Null(Claim(job, 0, "n1").Refused);
    }

    private JobId Submit(int tasks, Func<JobBuilder, JobBuilder>? more = null) =>
        world.Submit((more ?? (job => job))(new JobBuilder().Task("a", tasks).Takes(slots: 1).Places(Strategy.External)));

    private ClaimResult Claim(JobId job, int index, string node)
    {
        world.Core.Begin(world.Now);
        world.Do(new JobCommand.Claim(0, index, node, Request: 7) { Job = job });
        return world.Core.Changes.Claims[^1];
    }
}
