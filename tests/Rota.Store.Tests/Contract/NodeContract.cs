using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Nodes;

namespace Rota.Store.Tests.Contract;

/// <summary>Nodes of a cell are known to runners and readers by rows that nodes and people write.</summary>
public abstract class NodeContract(Func<Backend> make)
{
    private static readonly NodeSaid Said = new()
    {
        Name = "a",
        Capacity = new Capacity { Slots = 4, MilliCpus = 8000, MemoryBytes = 1 << 30, Gpus = ["0", "1"] },
        Boot = "boot-1",
        State = "/var/rota",
        Zone = "rack4",
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add("disk", "ssd"),
    };

    [Fact]
    public void What_a_node_says_is_read_back_by_runners_and_by_people()
    {
        using var home = make();
        using var store = home.Open();
        var place = new Player(store).Place;
        using var nodes = home.Ports.Nodes();
        var id = nodes.Register(Said);
        Assert.NotEqual(NodeId.Home, id);
        var row = Assert.Single(store.Look(place.Incarnation).Nodes);
        Assert.Equal((id, Said, NodeStanding.Open, false), (row.Id, row.Said, row.Standing, row.IsRemoved));
        Assert.Equal(["0", "1"], row.Said.Capacity.Gpus);
        Assert.Equal(row, Assert.Single(home.Ask(reader => reader.CellNodes())));
        Assert.Equal("a", home.Ask(reader => reader.NodeNames()[id]));
    }

    /// <summary>What a node still runs under such a number is stopped; of any other nothing is known.</summary>
    [Fact]
    public void An_attempt_that_was_given_up_is_known_by_its_number_and_no_other_is()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(tasks: 2));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        AttemptId[] attempts = [.. player.Core.Attempts.Keys.OrderBy(attempt => attempt.Value).Take(2)];
        Assert.All(attempts, attempt => Assert.Null(store.JobOfLost(attempt)));
        using (var turn = player.Begin())
        {
            player.Core.Apply(new NodeEvent.Lost { Attempt = attempts[0], Reason = "its node was cut off" });
            player.Core.Apply(new NodeEvent.Ended { Attempt = attempts[1], Report = new ExitReport { Ended = Home.Now, ExitCode = 1 } });
            player.Commit(turn);
        }

        Assert.Equal(job, store.JobOfLost(attempts[0]));
        Assert.Null(store.JobOfLost(attempts[1]));
        Assert.Null(store.JobOfLost(new AttemptId(long.MaxValue)));
    }

    [Fact]
    public void Members_look_again_when_something_is_new_and_only_then()
    {
        using var home = make();
        using var store = home.Open();
        var place = new Player(store).Place;
        using var nodes = home.Ports.Nodes();
        var id = nodes.Register(Said);
        var pace = store.Look(place.Incarnation).Pace;
        Assert.True(pace > place.Pace);
        Assert.Equal(id, nodes.Register(Said));
        Assert.Equal(pace, store.Look(place.Incarnation).Pace);
        Assert.Equal(id, nodes.Register(Said with { Withdrawn = "no space left" }));
        var later = store.Look(place.Incarnation);
        Assert.True(later.Pace > pace);
        Assert.Equal((place.Frame.Epoch, NodeStanding.Cordoned), (later.Frame.Epoch, later.Nodes[0].Offers));
    }

    [Fact]
    public void A_boot_raises_the_epoch_and_what_is_older_was_meant_for_another_boot()
    {
        using var home = make();
        using var store = home.Open();
        var place = new Player(store).Place;
        using var nodes = home.Ports.Nodes();
        nodes.Register(Said);
        nodes.Register(Said with { Boot = "boot-2" });
        var later = store.Look(place.Incarnation);
        Assert.Equal((place.Frame.Epoch + 1, place.Frame.Epoch + 1), (later.Frame.Epoch, later.Nodes[0].BootEpoch));
        Assert.NotNull(later.Rank);
        Assert.Equal(place.Partitions.Order(), later.Partitions.Order());
        nodes.Register(Said with { Boot = "boot-2", Capacity = Said.Capacity with { Slots = 9 } });
        var more = store.Look(place.Incarnation);
        Assert.Equal((later.Frame.Epoch + 1, later.Nodes[0].BootEpoch), (more.Frame.Epoch, more.Nodes[0].BootEpoch));
    }

    [Fact]
    public void People_say_whether_a_node_takes_work_and_the_audit_tells()
    {
        using var home = make();
        using var nodes = home.Ports.Nodes();
        nodes.Register(Said);
        Assert.Equal(NodeStanding.Open, nodes.Stand("a", NodeStanding.Draining));
        Assert.Equal(NodeStanding.Draining, nodes.Stand("a", NodeStanding.Draining));
        Assert.Null(nodes.Stand("b", NodeStanding.Cordoned));
        Assert.Equal(NodeStanding.Draining, home.Ask(reader => reader.CellNodes()[0].Standing));
        Assert.Equal(["node.stand"], home.Ask(reader => reader.Audit.After(10, 0).Select(entry => entry.Deed.Action)));
    }

    [Fact]
    public void What_a_node_refuses_is_in_its_row_with_the_turn_and_outlives_its_next_word()
    {
        using var home = make();
        home.Submit(Home.Spec(tasks: 2));
        using var store = home.Open();
        using var nodes = home.Ports.Nodes();
        var id = nodes.Register(Said);
        var player = new Player(store);
        NodeRefusal[] refused = [.. Enumerable.Range(0, 2).Select(free => new NodeRefusal(id, new TaskKey(new JobId(1), 0, free), new NodeLack("slots", 2, free, "held by attempt 7"), Home.Now, TimeSpan.FromSeconds(1)))];
        foreach (var refusal in refused)
        {
            using var turn = player.Begin();
            player.Core.Changes.Refusals.Add(refusal);
            player.Commit(turn);
        }

        nodes.Register(Said with { Withdrawn = "no space left" });
        nodes.Stand("a", NodeStanding.Cordoned);
        Assert.Equal(refused.Reverse(), home.Ask(reader => KeptRefusals.Read(id, reader.CellNodes()[0].Refusals)));
    }

    [Fact]
    public void The_machine_of_the_home_has_labels_and_a_standing_of_its_own()
    {
        using var home = make();
        using var store = home.Open();
        using var nodes = home.Ports.Nodes();
        Assert.Null(home.Ask(reader => reader.OwnNode()));
        Assert.Null(nodes.Stand("home", NodeStanding.Cordoned));
        var row = nodes.Label(Said with { Name = "home" }, said => said with { Zone = "a", Labels = said.Labels.Add("disk", "hdd") });
        Assert.Equal((NodeId.Home, "home", "a", "hdd"), (row.Id, row.Said.Name, row.Said.Zone, row.Said.Labels["disk"]));
        Assert.Equal(row, home.Ask(reader => reader.OwnNode()));

        // A runner says what it has, and leaves the rest as people said it.
        var place = new Player(store).Place;
        var own = store.Look(place.Incarnation).Own!;
        Assert.Equal(("a", "hdd"), (own.Said.Zone, own.Said.Labels["disk"]));
        Assert.Equal(NodeStanding.Open, nodes.Stand(own.Said.Name, NodeStanding.Draining));
        var later = store.Look(place.Incarnation);
        Assert.True(later.Pace > place.Pace);
        Assert.Equal((NodeStanding.Draining, place.Capacity.Slots), (later.Own!.Offers, later.Capacity.Slots));
        Assert.Empty(later.Nodes);
        Assert.Empty(home.Ask(reader => reader.CellNodes()));
        Assert.False(nodes.Remove(own.Said.Name));
        nodes.Label(Said, said => said);
        Assert.Equal(["node.label", "node.stand"], home.Ask(reader => reader.Audit.After(10, 0).Select(entry => entry.Deed.Action)));
    }

    [Fact]
    public void A_node_that_joined_goes_before_the_machine_of_the_home_by_the_same_name()
    {
        using var home = make();
        using var nodes = home.Ports.Nodes();
        nodes.Label(Said, said => said with { Zone = "a" });
        var id = nodes.Register(Said);
        Assert.NotEqual(NodeId.Home, id);
        nodes.Stand(Said.Name, NodeStanding.Cordoned);
        Assert.Equal(NodeStanding.Cordoned, home.Ask(reader => reader.CellNodes()[0].Standing));
        Assert.Equal(NodeStanding.Open, home.Ask(reader => reader.OwnNode()!.Standing));
    }

    [Fact]
    public void A_node_that_is_removed_is_never_another_by_the_same_name()
    {
        using var home = make();
        using var nodes = home.Ports.Nodes();
        var first = nodes.Register(Said);
        Assert.True(nodes.Remove("a"));
        Assert.False(nodes.Remove("a"));
        var second = nodes.Register(Said);
        Assert.NotEqual(first, second);
        var rows = home.Ask(reader => reader.CellNodes());
        Assert.Equal([(first, true), (second, false)], rows.Select(row => (row.Id, row.IsRemoved)));
        Assert.Equal(NodeStanding.Silent, rows[0].Offers);
    }
}
