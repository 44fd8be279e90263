using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Placement.Strategies;
using Rota.Core.Scheduling.Explanations;

namespace Rota.Core.Tests.Reconcile;

/// <summary>By what the node of a task is chosen, of those with room.</summary>
public sealed class StrategyTests
{
    private static readonly Capacity Four = World.SmallNode with { Slots = 4, MilliCpus = 4_000 };

    private static readonly (Capacity, NodeTraits)[] ThreeMore =
    [
        (Four, new NodeTraits("n2") { Zone = "a" }),
        (Four, new NodeTraits("n3") { Zone = "b" }),
        (Four, new NodeTraits("n4") { Zone = "b" }),
    ];

    [Fact]
    public void Packed_tasks_fill_a_node_before_they_take_another()
    {
        var world = new World(Four, null, ThreeMore);
        world.Submit(new JobBuilder().Task("a", 6).Takes(slots: 1).Places(Strategy.Pack));
        world.Turn();
        Assert.Equal([4, 2, 0, 0], On(world));
    }

    [Fact]
    public void What_is_packed_goes_to_the_fullest_node_that_has_room()
    {
        var world = new World(Four, null, ThreeMore);
        world.Submit(new JobBuilder().Task("big", 1).Takes(slots: 3).Requires(new NodeTerm("node", ["n3"])));
        world.Submit(new JobBuilder().Task("wide", 1).Takes(slots: 2).Requires(new NodeTerm("node", ["n2"])));
        world.Turn();
        world.Submit(new JobBuilder().Task("a", 3).Takes(slots: 1).Places(Strategy.Pack));
        world.Turn();
        Assert.Equal([0, 3, 2, 0], On(world));
    }

    [Fact]
    public void Spread_tasks_are_as_many_in_each_zone_and_in_it_on_each_node()
    {
        // n1 stands in zone a, as n2.
        var world = new World(Four, null, [.. ThreeMore, (Four, new NodeTraits("n5") { Zone = "c" })]);
        world.Submit(new JobBuilder().Task("a", 9).Takes(slots: 1).Places(Strategy.Spread));
        world.Turn();
        Assert.Equal([3, 3, 3], InZones(world));
        Assert.Equal([2, 1, 2, 1, 3], On(world));
    }

    [Fact]
    public void Spread_tasks_leave_an_even_load_for_their_even_count()
    {
        var world = new World(Four, null, ThreeMore);
        world.Submit(new JobBuilder().Task("busy", 2).Takes(slots: 1).Requires(new NodeTerm("node", ["n3"])));
        world.Turn();
        world.Submit(new JobBuilder().Task("a", 4).Takes(slots: 1).Places(Strategy.Spread));
        world.Turn();
        Assert.Equal([1, 1, 3, 1], On(world));
    }

    [Theory]
    [InlineData(Strategy.Balance)]
    [InlineData(Strategy.Pack)]
    [InlineData(Strategy.Spread)]
    [InlineData(Strategy.TwoChoices)]
    public void What_is_preferred_counts_more_than_any_strategy(Strategy strategy)
    {
        var world = new World(Four, null, ThreeMore);
        world.Submit(new JobBuilder().Task("a", 3).Takes(slots: 1).Prefers(new NodeTerm("node", ["n4"])).Places(strategy));
        world.Turn();
        Assert.Equal([0, 0, 0, 3], On(world));
    }

    [Fact]
    public void Where_the_files_of_a_task_are_counts_more_than_that_its_like_are_there()
    {
        var world = new World(Four, null, ThreeMore);
        var id = world.Submit(Reading(new JobBuilder().Task("a", 9).Takes(slots: 1).Requires(new NodeTerm("node", ["n3", "n4"]))));
        world.Core.Begin(world.Now);
        world.Core.Dispatch(3);
        Assert.Equal([0, 0, 3, 0], On(world));
        var offers = NodeOffers.Of(world.Core, world.Job(id), 0, 3);
        Assert.Equal([-2.0, 0], offers.Take(2).Select(offer => offer.Score!.Value.OfFiles));
        world.Core.Dispatch(6);
        Assert.Equal([0, 0, 4, 4], On(world));
    }

    [Fact]
    public void The_home_has_its_files_and_what_names_none_goes_as_ever()
    {
        var world = new World(Four, null, ThreeMore);
        world.Submit(Reading(new JobBuilder().Task("a", 2).Takes(slots: 1)));
        world.Turn();
        Assert.Equal([2, 0, 0, 0], On(world));
        world.Submit(new JobBuilder().Task("b", 3).Takes(slots: 1));
        world.Turn();
        Assert.Equal([2, 1, 1, 1], On(world));
    }

    private static JobSpec Reading(JobBuilder job)
    {
        var spec = job.Build();
        return spec with { Policies = [spec.Policies[0] with { Inputs = new DeclaredFiles(["model.bin"]) }] };
    }

    /// <summary>Whatever the nodes, the jobs and what runs already.</summary>
    [Theory]
    [InlineData(Strategy.Balance)]
    [InlineData(Strategy.Pack)]
    [InlineData(Strategy.Spread)]
    [InlineData(Strategy.TwoChoices)]
    public void No_task_waits_while_a_node_that_it_may_run_on_has_room_and_the_first_offer_is_taken(Strategy strategy)
    {
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var random = new Prng(seed);
            var world = RandomNodes(ref random);
            NodeTerm[] terms = random.NextBelow(2) == 0 ? [] : [new("disk", ["ssd"], IsNot: random.NextBelow(2) == 0)];
            world.Submit(new JobBuilder().Task("other", 1 + (int)random.NextBelow(6)).Takes(slots: 1));
            world.Turn();
            var id = world.Submit(new JobBuilder().Task("a", 12).Takes(slots: 1, cpus: 500).Requires(terms).Places(strategy));
            var job = world.Job(id);
            for (var left = 12; left > 0; left--)
            {
                var (group, index) = NextTask.Of(job)!.Value;
                var offers = NodeOffers.Of(world.Core, job, group, index);
                Assert.Equal(world.Core.Nodes.All.Count, offers.Count);
                var started = job.Live.Count;
                world.Core.Begin(world.Now);
                world.Core.Dispatch(1);
                var last = job.Live.Count == started ? null : job.Live.MaxBy(attempt => attempt.Id.Value);
                if (last is null || !last.HoldsRoom)
                {
                    Assert.DoesNotContain(offers, offer => offer.Takes);
                    Assert.NotEmpty(Explanation.Of(world.Core, job, group, index, isServed: true));
                    break;
                }

                var chosen = world.Core.Nodes.Find(last.Node)!;
                Assert.True(chosen.Traits.Meets([.. terms]), $"seed {seed}");
                Assert.Contains(offers, offer => offer.Takes && offer.Node == chosen);
                if (strategy != Strategy.TwoChoices)
                {
                    Assert.Same(offers[0].Node, chosen);
                }
            }

            world.Turn();
        }
    }

    [Fact]
    public void Two_choices_use_all_nodes_and_more_of_the_less_used()
    {
        var nodes = Enumerable.Range(2, 9).Select(node => (Four with { Slots = 100 }, new NodeTraits($"n{node}"))).ToArray();
        var world = new World(Four with { Slots = 100 }, null, nodes);
        world.Submit(new JobBuilder().Task("a", 500).Takes(slots: 1).Places(Strategy.TwoChoices));
        world.Turn();
        Assert.All(On(world), tasks => Assert.InRange(tasks, 40, 60));
    }

    [Fact]
    public void A_task_that_no_node_takes_hears_from_each_why()
    {
        var world = new World(Four, null, [.. ThreeMore, (Four with { Slots = 1 }, new NodeTraits("n5") { Labels = NodeTraits.NoLabels.Add("disk", "ssd") })]);
        world.Stand(new NodeId(4), NodeStanding.Draining);
        var job = world.Submit(new JobBuilder().Task("a", 1).Takes(slots: 2).Requires(new NodeTerm("disk", ["ssd"])));
        world.Turn();
        var offers = Assert.Single(Explanation.Of(world.Core, world.Job(job), 0, 0, isServed: true).OfType<Reason.NoNode>()).Offers;
        Assert.Equal(["n5", "n1", "n2", "n3", "n4"], offers.Select(offer => offer.Node.Traits.Name));
        Assert.Equal((2, 1), (offers[0].Refusal!.Asked, offers[0].Refusal!.Limit));
        Assert.All(offers.Skip(1), offer => Assert.Equal("disk", offer.Unmet!.Label));
        Assert.DoesNotContain(offers, offer => offer.Takes);
    }

    private static World RandomNodes(ref Prng random)
    {
        var others = new List<(Capacity, NodeTraits)>();
        for (var node = 2; node < 3 + (int)random.NextBelow(5); node++)
        {
            var traits = new NodeTraits($"n{node}") { Zone = "abc"[(int)random.NextBelow(3)].ToString() };
            if (random.NextBelow(2) == 0)
            {
                traits = traits with { Labels = NodeTraits.NoLabels.Add("disk", random.NextBelow(2) == 0 ? "ssd" : "hdd") };
            }

            others.Add((Four with { Slots = 1 + (int)random.NextBelow(4) }, traits));
        }

        return new World(Four, null, others);
    }

    private static int[] On(World world) =>
        [.. world.Core.Nodes.All.Select(node => world.Core.Attempts.Values.Count(attempt => attempt.HoldsRoom && attempt.Node == node.Ledger.Node))];

    private static int[] InZones(World world) =>
        [.. world.Core.Nodes.All.GroupBy(node => node.Traits.Zone).Select(zone => zone.Sum(node => world.Core.Attempts.Values.Count(attempt => attempt.HoldsRoom && attempt.Node == node.Ledger.Node)))];
}
