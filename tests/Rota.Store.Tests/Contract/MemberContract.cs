namespace Rota.Store.Tests;

/// <summary>The members of the frame and their partitions, as the store keeps them.</summary>
public sealed class FrameTests
{
    [Fact]
    public void A_second_runner_takes_its_share_and_both_together_own_all()
    {
        using var home = new Home();
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
        using var home = new Home();
        using var store = home.Open();
        var first = new Player(store);
        var again = new Player(store);
        Assert.Single(again.Place.Frame.Members);
        Assert.NotEqual(first.Place.Incarnation, again.Place.Incarnation);
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(first.Begin).Failure);
    }

    [Fact]
    public void Members_of_another_boot_and_dead_ones_are_dropped_at_a_join()
    {
        using var home = new Home();
        using var store = home.Open();
        _ = new Player(store);
        _ = new Player(store, Home.Runner with { Id = "two" });
        Assert.Single(new Player(store, Home.Runner with { Id = "three" }, member => member.Id == "three").Place.Frame.Members);
        Assert.Single(new Player(store, Home.Runner with { Id = "four", BootId = "next" }).Place.Frame.Members);
    }

    [Fact]
    public void A_clock_that_counts_from_elsewhere_is_refused()
    {
        using var home = new Home();
        using var store = home.Open();
        _ = new Player(store);
        var inside = Home.Runner with { Id = "two", TimeSpace = "time:[4026531834]" };
        Assert.Equal(StoreFailure.Unsafe, Assert.Throws<StoreException>(() => new Player(store, inside)).Failure);
    }

    [Fact]
    public void An_eviction_of_an_earlier_epoch_changes_nothing()
    {
        using var home = new Home();
        using var store = home.Open();
        var first = new Player(store);
        var second = new Player(store, Home.Runner with { Id = "two" });
        Assert.False(store.Evict(first.Place.Frame.Epoch, [second.Place.Incarnation], TimeSpan.Zero));
        Assert.True(store.Evict(second.Place.Frame.Epoch, [second.Place.Incarnation], TimeSpan.Zero));
        first.Load();
        Assert.Equal(64, first.Place.Partitions.Length);
    }

    /// <summary>A beat has a place by its incarnation: two members in one place would each look silent.</summary>
    [Fact]
    public void An_incarnation_that_would_share_the_place_of_a_beat_is_passed_over()
    {
        using var home = new Home();
        using var store = home.Open();
        var first = new Player(store);
        home.Execute($"UPDATE sequence SET next = {first.Place.Incarnation + 256} WHERE name = 'incarnation'");
        var second = new Player(store, Home.Runner with { Id = "two" });
        Assert.Equal(first.Place.Incarnation + 257, second.Place.Incarnation);
    }

    [Fact]
    public void More_than_64_runners_are_refused()
    {
        using var home = new Home(Directory.Exists("/dev/shm") ? "/dev/shm" : null);
        using var store = home.Open();
        for (var number = 1; number <= 64; number++)
        {
            store.Join(Home.Runner with { Id = $"r{number}" }, Home.Joining, _ => true);
        }

        store.Join(Home.Runner with { Id = "r7" }, Home.Joining, _ => true);
        Assert.Contains("64 runners", Assert.Throws<StoreException>(
            () => store.Join(Home.Runner with { Id = "r65" }, Home.Joining, _ => true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pace_and_a_checkpoint_do_not_wait_for_a_held_lock()
    {
        using var home = new Home();
        using var store = home.Open();
        var first = new Player(store);
        for (var job = 0; new FileInfo(home.State.Database + "-wal").Length < 5 << 20; job++)
        {
            home.Submit(Home.Spec() with { Name = new string('x', 250_000) });
        }

        using var held = new Sqlite.Files.WriteLock(home.State);
        held.Enter(TimeSpan.Zero);
        store.SetPace(first.Place.Frame with { Guard = 7 });
        store.Maintain();
        Assert.NotEqual(7, home.Scalar("SELECT guard FROM frame"));
        held.Exit();
        store.SetPace(first.Place.Frame with { Guard = 7 });
        store.Maintain();
        Assert.Equal(7, home.Scalar("SELECT guard FROM frame"));
        Assert.Equal(0, new FileInfo(home.State.Database + "-wal").Length);
    }

    /// <summary>Its lane is empty, so nothing else of it calls for a turn.</summary>
    [Fact]
    public void Successors_of_an_empty_lane_make_way_for_a_more_urgent_task_of_another_runner()
    {
        using var home = new Home();
        using var store = home.Open();
        home.Submit(Home.Spec(4));
        var player = new Player(store);
        player.Turn();
        player.Core.Begin(Home.Now);
        Assert.Contains(player.Core.Attempts.Values, attempt => !attempt.HoldsRoom);
        Assert.Equal(0, home.Scalar("SELECT total - next FROM task_group"));
        player.Core.Learn([], [new Core.Scheduling.State.Demand(Core.Placement.Ledger.Slots, 9, new Core.Model.JobId(99))]);
        Assert.True(player.Core.MayStart);
        player.Core.Dispatch();
        Assert.Contains(player.Core.Changes.Effects, effect => effect.Kind == Core.Scheduling.Effects.EffectKind.Withdraw);
    }

    [Fact]
    public void What_one_runner_took_the_other_does_not_sell_again()
    {
        using var home = new Home();
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
        Assert.Equal(Home.Node.Slots, home.Scalar("SELECT count(*) FROM live WHERE holds_room = 1"));
        Assert.Equal(Home.Node.Slots, home.Scalar("SELECT used FROM account WHERE name = 'slots'"));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_more_urgent_task_of_another_runner_gets_the_room_that_frees()
    {
        using var home = new Home();
        using var store = home.Open();
        using var other = home.Open();
        var ids = Enumerable.Range(0, 12).Select(_ => home.Submit(Home.Spec())).ToArray();
        var first = new Player(store);
        var second = new Player(other, Home.Runner with { Id = "two" });
        first.Load();
        var owned = first.Place.Partitions.ToHashSet();
        home.Execute($"UPDATE job SET priority = 9 WHERE id = {ids.First(id => !owned.Contains(Core.Partitions.Partition.Of(id))).Value}");
        first.Turn();
        second.Load();
        second.Turn();
        Assert.Equal(9, home.Scalar("SELECT max(priority) FROM demand"));
        first.Turn(exitCode: 0);
        Assert.Equal(0, home.Scalar("SELECT count(*) FROM live WHERE holds_room = 1"));
        second.Turn();
        Assert.Equal(2, home.Scalar("SELECT count(*) FROM live JOIN job ON job.id = live.job WHERE priority = 9 AND holds_room = 1"));
    }

    [Fact]
    public void A_change_of_the_members_leaves_no_old_demand()
    {
        using var home = new Home();
        using var store = home.Open();
        home.Submit(Home.Spec(9));
        new Player(store).Turn();
        Assert.Equal(1, home.Scalar("SELECT count(*) FROM demand"));
        _ = new Player(store, Home.Runner with { Id = "two" });
        Assert.Equal(0, home.Scalar("SELECT count(*) FROM demand"));
    }
}
