using Rota.Core.Placement;
using Rota.Core.Scheduling.Explanations;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Whose room it is: known by attempt, through starts, successions and a new runner.</summary>
public sealed class HolderTests
{
    private static readonly Capacity OneSlot = World.SmallNode with { Slots = 1 };

    [Fact]
    public void A_refusal_names_the_attempts_that_hold_what_is_lacking()
    {
        var world = new World(World.SmallNode);
        var job = world.Submit(new JobBuilder().Task("t", 6));
        world.Turn();
        var reasons = Explanation.Of(world.Core, world.Job(job), 0, 5, isServed: true);
        var refused = Assert.Single(reasons.OfType<Reason.Refused>()).Refusal;
        Assert.Equal(
            (RefusalCode.NoRoom, world.Core.Nodes.Own.Ledger.Slots, 1, 4, 0, 4),
            (refused.Code, refused.Account, refused.Asked, refused.Used, refused.Free, refused.Limit)
        );
        var held = Assert.Single(reasons.OfType<Reason.Held>());
        Assert.Same(refused.Account, held.Account);
        Assert.Equal([0, 1, 2, 3], held.Holders.Select(attempt => attempt.Index));
    }

    [Fact]
    public void A_successor_has_the_room_of_its_predecessor_and_nobody_else_got_it()
    {
        var world = new World(OneSlot);
        var job = world.Submit(new JobBuilder().Task("t", 3));
        world.Turn();
        var first = Assert.Single(world.Core.HoldersOf(world.Core.Nodes.Own.Ledger.Slots));
        world.Spawn().Turn();
        var (ofNode, ofLimits) = (first.OfNode!, first.OfLimits!);
        var successor = world.Job(job).Live.Where(attempt => !attempt.HoldsRoom).MinBy(attempt => attempt.Id.Value)!;
        world.End().Turn();
        Assert.Same(successor, Assert.Single(world.Core.HoldersOf(world.Core.Nodes.Own.Ledger.Slots)));
        Assert.Equal((ofNode, ofLimits), (successor.OfNode, successor.OfLimits));
        Assert.Equal((successor.Id, successor.Id), (ofNode.Holder, ofLimits.Holder));
        Assert.False(first.HoldsRoom);
    }

    [Fact]
    public void A_new_runner_knows_who_holds_what()
    {
        var world = new World(World.SmallNode);
        world.Submit(new JobBuilder().Task("t", 6));
        world.Turn();
        var holders = world.Core.HoldersOf(world.Core.Nodes.Own.Ledger.Slots).Select(attempt => attempt.Id).ToArray();
        world.Recover();
        Assert.Equal(holders, world.Core.HoldersOf(world.Core.Nodes.Own.Ledger.Slots).Select(attempt => attempt.Id));
    }

    [Fact]
    public void A_task_that_is_tried_again_with_more_memory_is_refused_for_that()
    {
        var world = new World(World.SmallNode with { MemoryBytes = 1_000 });
        world.Submit(new JobBuilder().Task("other", 1).Takes(memory: 250));
        world.Turn();
        world.Spawn().Turn();
        var job = world.Submit(new JobBuilder().Task("t", 1).Takes(memory: 500).Retry(3, oom: 2));
        world.Turn();
        world.Spawn().Turn();
        world.End(world.Node.Known.Single(kept => kept.Attempt.Job.Id == job), exitCode: 137);
        world.Turn();
        var refused = Assert.Single(
            Explanation.Of(world.Core, world.Job(job), 0, 0, isServed: true).OfType<Reason.Refused>()
        );
        Assert.Equal((RefusalCode.NoRoom, 1_000, 750), (refused.Refusal.Code, refused.Refusal.Asked, refused.Refusal.Free));
    }
}
