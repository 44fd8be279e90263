using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Which of several nodes a task runs on.</summary>
public sealed class CellTests
{
    private static readonly Capacity Four = World.SmallNode with { Slots = 4, MilliCpus = 4_000 };
    private static readonly NodeId One = new(1), Two = new(2), Three = new(3);

    [Fact]
    public void All_nodes_are_used_before_anything_waits()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")), (Four, new NodeTraits("n3")));
        world.Submit(new JobBuilder().Task("a", 13).Takes(slots: 1));
        world.Turn();
        Assert.Equal([4, 4, 4], On(world));
    }

    [Fact]
    public void Tasks_of_a_job_are_spread_over_zones_first()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2") { Zone = "a" }), (Four, new NodeTraits("n3") { Zone = "b" }));
        world.Submit(new JobBuilder().Task("a", 4).Takes(slots: 1));
        world.Turn();
        Assert.Equal([1, 1, 2], On(world));
    }

    [Fact]
    public void What_a_node_lacks_another_has()
    {
        var world = new World(Four with { Gpus = [] }, null, (Four with { MemoryBytes = 10 }, new NodeTraits("n2")));
        var gpu = world.Submit(new JobBuilder().Task("a", 2).Takes(cpus: 500, gpus: 1));
        var memory = world.Submit(new JobBuilder().Task("a", 2).Takes(cpus: 500, memory: 300));
        world.Turn();
        Assert.All(world.Job(gpu).Live, attempt => Assert.Equal(Two, attempt.Node));
        Assert.All(world.Job(memory).Live, attempt => Assert.Equal(One, attempt.Node));
        Assert.Equal(4, world.Core.Attempts.Count);
    }

    [Fact]
    public void What_is_required_must_be_true_and_what_is_preferred_counts()
    {
        var world = new World(
            Four,
            null,
            (Four, new NodeTraits("n2") { Labels = NodeTraits.NoLabels.Add("disk", "ssd") }),
            (Four, new NodeTraits("n3") { Labels = NodeTraits.NoLabels.Add("disk", "ssd").Add("rack", "7") })
        );
        var required = world.Submit(new JobBuilder().Task("a", 9).Takes(slots: 1).Requires(new NodeTerm("disk", ["ssd"])));
        world.Turn();
        Assert.Equal([0, 4, 4], On(world));
        world.Spawn().End();
        world.Turn();
        Assert.DoesNotContain(world.Job(required).Live, attempt => attempt.Node == One);
        world.Spawn().End();
        world.Turn();

        var preferring = world.Submit(new JobBuilder().Task("a", 2).Takes(slots: 1).Prefers(new NodeTerm("rack", ["7"])));
        world.Turn();
        Assert.All(world.Job(preferring).Live, attempt => Assert.Equal(Three, attempt.Node));
    }

    [Fact]
    public void Who_finds_no_room_waits_for_one_node_and_the_others_go_on()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        world.Submit(new JobBuilder().Task("a", 6).Takes(cpus: 1_000));
        world.Turn();
        world.Spawn();
        world.Submit(new JobBuilder().Priority(2).Task("big").Takes(cpus: 4_000));
        var small = world.Submit(new JobBuilder().Task("small", 4).Takes(cpus: 500));
        world.Turn();

        // One cpu is left on each node. The big one waits at one of them, and what is there is kept for it.
        var started = world.Job(small).Live.Where(attempt => attempt.HoldsRoom).ToArray();
        Assert.Equal(2, started.Length);
        Assert.Single(started.Select(attempt => attempt.Node).Distinct());
    }

    [Theory]
    [InlineData(NodeStanding.Cordoned)]
    [InlineData(NodeStanding.Draining)]
    [InlineData(NodeStanding.Silent)]
    public void A_node_that_takes_no_work_gets_none_and_what_it_runs_goes_on(NodeStanding standing)
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        var first = world.Submit(new JobBuilder().Task("a", 8).Takes(slots: 1));
        world.Turn();
        world.Spawn();
        world.Turn();
        world.Stand(Two, standing);
        world.Submit(new JobBuilder().Task("b", 8).Takes(slots: 1));
        world.Turn();
        Assert.Equal(8, world.Job(first).Live.Count(attempt => attempt.HoldsRoom));
        world.End();
        world.Turn();
        Assert.Equal([4, 0], On(world));

        // Who waits for a place at the first one is called back, and starts at the other.
        world.Stand(Two, NodeStanding.Open);
        world.Turn();
        world.Turn();
        Assert.Equal([4, 4], On(world));
    }

    [Fact]
    public void What_waits_at_a_node_that_takes_no_work_goes_elsewhere()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        var job = world.Submit(new JobBuilder().Task("a", 40).Takes(slots: 1));
        world.Turn();
        world.Spawn();
        world.Turn();
        Assert.Contains(world.Job(job).Live, attempt => !attempt.HoldsRoom && attempt.Node == Two);
        world.Stand(Two, NodeStanding.Draining);
        world.Turn();
        world.Turn();
        Assert.DoesNotContain(world.Job(job).Live, attempt => !attempt.HoldsRoom && attempt.Node == Two);
    }

    [Fact]
    public void A_takeover_finds_attempts_on_their_nodes_also_where_one_is_unknown()
    {
        var world = new World(Four, null, (Four, new NodeTraits("n2")));
        var job = world.Submit(new JobBuilder().Task("a", 8).Takes(slots: 1));
        world.Turn();
        world.Spawn();
        world.Turn();
        var before = world.Job(job).Live.Select(attempt => (attempt.Id, attempt.Node)).ToHashSet();
        world.Recover();
        Assert.Equal(before, world.Job(job).Live.Select(attempt => (attempt.Id, attempt.Node)).ToHashSet());
        Assert.Equal([4, 4], On(world));
        world.Forget(Two);
        world.Recover();
        Assert.Equal(NodeStanding.Silent, world.Core.Nodes.Find(Two)!.Standing);
        Assert.Equal([4, 4], On(world));
    }

    [Fact]
    public void A_job_that_no_node_may_run_waits_and_keeps_nothing_from_others()
    {
        var world = new World(Four);
        var nowhere = world.Submit(new JobBuilder().Priority(2).Task("a").Takes(slots: 1).Requires(new NodeTerm("zone", ["mars"])));
        var here = world.Submit(new JobBuilder().Task("a", 4).Takes(slots: 1));
        world.Turn();
        Assert.Empty(world.Job(nowhere).Live);
        Assert.Equal(4, world.Job(here).Live.Count);
    }

    private static int[] On(World world) =>
        [.. world.Core.Nodes.All.Select(node => world.Core.Attempts.Values.Count(attempt => attempt.HoldsRoom && attempt.Node == node.Ledger.Node))];
}
