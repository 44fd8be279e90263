using Rota.Core.Model;
using Rota.Core.Partitions;

namespace Rota.Store.Tests.Contract;

/// <summary>The members of the frame and their partitions, as the store keeps them.</summary>
public abstract class MemberContract(Func<Backend> make)
{
    [Fact]
    public void A_second_runner_takes_its_share_and_both_together_own_all()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        Assert.Equal(64, first.Place.Partitions.Length);
        var second = new Player(home.Open(), Home.Runner with { Id = "two" });
        first.Load();
        Assert.Equal(Home.AllPartitions, [.. first.Place.Partitions, .. second.Place.Partitions]);
        Assert.InRange(second.Place.Partitions.Length, 20, 44);
    }

    [Fact]
    public void A_runner_of_the_same_name_takes_the_place_of_the_earlier_one()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        var again = new Player(store);
        Assert.Single(again.Place.Frame.Members);
        Assert.NotEqual(first.Place.Incarnation, again.Place.Incarnation);
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(first.Begin).Failure);
    }

    [Fact]
    public void Slots_that_are_set_are_those_of_all_members_and_of_one_that_joins_without_saying_how_many()
    {
        using var home = make();
        using var submissions = home.Ports.Submissions();
        Assert.Null(submissions.SetSlots(5));
        using var store = home.Open();
        var first = new Player(store);
        Assert.Equal(Home.Node.Slots, submissions.SetSlots(5));
        Assert.Equal(5, store.Look(first.Place.Incarnation).Capacity.Slots);
        Assert.NotEqual(first.Place.Pace, first.Look().Pace);
        Assert.Equal(first.Place.Frame.Epoch, first.Look().Epoch);
        using var other = home.Open();
        var joined = other.Join(Home.Runner with { Id = "two" }, Home.Joining with { Capacity = null }, _ => true);
        Assert.Equal((5, Home.Node.MemoryBytes), (joined.Capacity.Slots, joined.Capacity.MemoryBytes));
    }

    [Fact]
    public void Members_of_another_boot_and_dead_ones_are_dropped_at_a_join()
    {
        using var home = make();
        using var store = home.Open();
        _ = new Player(store);
        _ = new Player(store, Home.Runner with { Id = "two" });
        Assert.Single(new Player(store, Home.Runner with { Id = "three" }, member => member.Id == "three").Place.Frame.Members);
        Assert.Single(new Player(store, Home.Runner with { Id = "four", BootId = "next" }).Place.Frame.Members);
    }

    [Fact]
    public void A_clock_that_counts_from_elsewhere_is_refused()
    {
        using var home = make();
        using var store = home.Open();
        _ = new Player(store);
        var inside = Home.Runner with { Id = "two", TimeSpace = "time:[4026531834]" };
        Assert.Equal(StoreFailure.Unsafe, Assert.Throws<StoreException>(() => new Player(store, inside)).Failure);
    }

    [Fact]
    public void An_eviction_of_an_earlier_epoch_changes_nothing()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        var second = new Player(store, Home.Runner with { Id = "two" });
        Assert.False(store.Evict(first.Place.Frame.Epoch, [second.Place.Incarnation], TimeSpan.Zero));
        Assert.True(store.Evict(second.Place.Frame.Epoch, [second.Place.Incarnation], TimeSpan.Zero));
        first.Load();
        Assert.Equal(64, first.Place.Partitions.Length);
    }

    /// <summary>Found by a simulated world: one that was left of two woke up 440 times a second, for ever.</summary>
    [Fact]
    public void The_short_pace_of_several_is_not_kept_for_one_that_is_left_alone()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        var second = new Player(store, Home.Runner with { Id = "two" });
        store.SetPace(second.Place.Frame with { Cycle = 2_250 });
        first.Load();
        Assert.Equal(2_250, first.Place.Frame.Cycle);
        Assert.True(store.Evict(second.Place.Frame.Epoch, [second.Place.Incarnation], TimeSpan.Zero));
        first.Load();
        Assert.Equal(first.Place.Longest, first.Place.Frame.Cycle);
    }

    /// <summary>A beat has a place by its incarnation: two members in one place would each look silent.</summary>
    [Fact]
    public void An_incarnation_that_would_share_the_place_of_a_beat_is_passed_over()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        var given = new HashSet<long> { first.Place.Incarnation };
        for (var start = 0; start < 260; start++)
        {
            Assert.True(given.Add(store.Join(Home.Runner with { Id = "two" }, Home.Joining, _ => true).Incarnation));
        }

        Assert.DoesNotContain(first.Place.Incarnation + 256, given);
        Assert.Contains(first.Place.Incarnation + 257, given);
    }

    [Fact]
    public void More_than_64_runners_are_refused()
    {
        using var home = make();
        using var store = home.Open();
        for (var number = 1; number <= 64; number++)
        {
            store.Join(Home.Runner with { Id = $"r{number}" }, Home.Joining, _ => true);
        }

        store.Join(Home.Runner with { Id = "r7" }, Home.Joining, _ => true);
        Assert.Contains("64 runners", Assert.Throws<StoreException>(
            () => store.Join(Home.Runner with { Id = "r65" }, Home.Joining, _ => true)).Message, StringComparison.Ordinal);
    }

    /// <summary>Its lane is empty, so nothing else of it calls for a turn.</summary>
    [Fact]
    public void Successors_of_an_empty_lane_make_way_for_a_more_urgent_task_of_another_runner()
    {
        using var home = make();
        using var store = home.Open();
        home.Submit(Home.Spec(4));
        var player = new Player(store);
        player.Turn();
        player.Core.Begin(Home.Now);
        Assert.Contains(player.Core.Attempts.Values, attempt => !attempt.HoldsRoom);
        Assert.Equal(4, Assert.Single(home.Ask(reader => reader.Groups(new JobId(1)))).Next);
        player.Core.Learn([], [new Core.Scheduling.State.Demand(player.Core.Nodes.Own.Ledger.Slots.Id, 9, new JobId(99))]);
        Assert.True(player.Core.MayStart);
        player.Core.Dispatch();
        Assert.Contains(player.Core.Changes.Effects, effect => effect.Kind == Core.Scheduling.Effects.EffectKind.Withdraw);
    }

    [Fact]
    public void What_one_runner_took_the_other_does_not_sell_again()
    {
        using var home = make();
        using var store = home.Open();
        using var other = home.Open();
        for (var job = 0; job < 12; job++)
        {
            home.Submit(Home.Spec());
        }

        var first = new Player(store);
        var second = new Player(other, Home.Runner with { Id = "two" });
        first.Load();
        first.Turn();
        second.Turn();
        first.Turn();
        Assert.Equal(Home.Node.Slots, home.Ask(reader => reader.OpenJobs().Sum(open => reader.Load(open.Job)!.Live.Count(live => live.HoldsRoom))));
        Assert.Equal(Home.Node.Slots, home.Ask(reader => reader.Queues.Accounts().Single(use => use.Account.Text == "slots").Used));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_more_urgent_task_of_another_runner_gets_the_room_that_frees()
    {
        using var home = make();
        using var store = home.Open();
        using var other = home.Open();
        var first = new Player(store);
        var second = new Player(other, Home.Runner with { Id = "two" });
        first.Load();
        var owned = first.Place.Partitions.ToHashSet();
        var urgent = Enumerable.Range(1, 12).Select(id => new JobId(id)).First(id => !owned.Contains(Partition.Of(id)));
        for (var id = 1; id <= 12; id++)
        {
            home.Submit(Home.Spec() with { Priority = id == urgent.Value ? 9 : 0 });
        }

        first.Load();
        first.Turn();
        second.Load();
        second.Turn();
        Assert.Equal(9, Assert.Single(first.Look().Demands).Priority);
        first.Turn(exitCode: 0);
        Assert.Equal(0, InRoom(null));
        second.Turn();
        Assert.Equal((2, 2), (InRoom(urgent), InRoom(null)));

        int InRoom(JobId? job) => home.Ask(reader => reader.OpenJobs().Where(open => job is null || open.Job == job)
            .Sum(open => reader.Load(open.Job)!.Live.Count(live => live.HoldsRoom)));
    }

    [Fact]
    public void A_change_of_the_members_leaves_no_old_demand()
    {
        using var home = make();
        using var store = home.Open();
        home.Submit(Home.Spec(9));
        new Player(store).Turn();
        Assert.Single(store.Look(0, 0).Demands);
        _ = new Player(store, Home.Runner with { Id = "two" });
        Assert.Empty(store.Look(0, 0).Demands);
    }

    [Fact]
    public void A_partition_that_stays_with_its_owner_keeps_its_epoch_and_about_half_move()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        var second = new Player(home.Open(), Home.Runner with { Id = "two" });
        Assert.True(second.Place.Frame.Epoch > first.Place.Frame.Epoch);
        var counts = home.Ask(reader => reader.Frame.PartitionCounts());
        Assert.Equal(64, counts.Values.Sum());
        Assert.Equal(counts[second.Place.Incarnation], second.Place.Partitions.Length);
        Assert.All(second.Place.Partitions, partition => Assert.Equal(second.Place.Incarnation, home.Ask(reader => reader.Frame.OwnerOf(partition))));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void What_a_runner_brings_is_what_the_next_finds()
    {
        using var home = make();
        using var store = home.Open();
        var options = Home.Joining with { NodeName = "one", Cycle = 5_000, IsStrict = true, Now = 77 };
        var place = store.Join(Home.Runner, options, _ => true);
        Assert.Equal((5_000, 77, true, 5_000L), (place.Frame.Cycle, place.Frame.Anchor, place.Frame.IsStrict, place.Longest));
        var next = store.Join(Home.Runner with { Id = "two" }, new Turns.JoinOptions { NodeName = "two", Now = 99 }, _ => true);
        Assert.Equal((5_000, 77, true, Home.Node.Slots), (next.Frame.Cycle, next.Frame.Anchor, next.Frame.IsStrict, next.Capacity.Slots));
        Assert.Equal(("one", Home.Node.Slots), home.Ask(reader => (reader.NodeNames()[NodeId.Home], reader.NodeCapacity()!.Slots)));
    }

    [Fact]
    public void The_first_epoch_of_a_boot_is_noted_when_it_begins()
    {
        using var home = make();
        using var store = home.Open();
        var first = store.Join(Home.Runner, Home.Joining, _ => true);
        var second = store.Join(Home.Runner, Home.Joining, _ => true);
        Assert.Equal((first.Frame.Epoch, first.Frame.Epoch), (first.BootEpoch, second.BootEpoch));
        var next = store.Join(Home.Runner with { BootId = "next" }, Home.Joining, _ => true);
        Assert.Equal(next.Frame.Epoch, next.BootEpoch);
    }

    [Fact]
    public void A_runner_that_its_members_cannot_see_is_refused_while_they_are_there()
    {
        using var home = make();
        using var other = home.Open();
        var elsewhere = Home.Runner with { Id = "two", PidSpace = "pid:[2]" };
        using (var store = home.Open())
        {
            store.Join(Home.Runner with { PidSpace = "pid:[1]" }, Home.Joining, _ => true);
            Assert.Equal(StoreFailure.Unsafe, Assert.Throws<StoreException>(() => other.Join(elsewhere, Home.Joining, _ => true)).Failure);
            Assert.True(home.Ask(reader => reader.Frame.IsHeldElsewhere("pid:[2]")));
            Assert.False(home.Ask(reader => reader.Frame.IsHeldElsewhere("pid:[1]")));
        }

        Assert.Single(other.Join(elsewhere, Home.Joining, _ => false).Frame.Members);
        Assert.False(home.Ask(reader => reader.Frame.IsHeldElsewhere("pid:[2]")));
    }

    [Fact]
    public void Nobody_joins_a_home_that_its_keeper_has_outgrown()
    {
        using var home = make();
        using var store = home.Open();
        _ = new Player(store);
        Assert.Equal(StoreFailure.Rewound, store.Condemn(99).Failure);
        var failure = Assert.Throws<StoreException>(() => new Player(store, Home.Runner with { Id = "two" }));
        Assert.Equal(StoreFailure.Rewound, failure.Failure);
        Assert.Contains("99", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_taken_out_looks_and_is_none()
    {
        using var home = make();
        using var store = home.Open();
        var first = new Player(store);
        Assert.True(store.Evict(first.Place.Frame.Epoch, [first.Place.Incarnation], TimeSpan.Zero));
        Assert.Null(store.Look(first.Place.Incarnation).Rank);
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(first.Begin).Failure);
    }
}
