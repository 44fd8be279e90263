using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Runners;

/// <summary>The failure table of docs/turns.md, a test a row, with real processes.</summary>
public sealed class FailureTableTests
{
    [Fact]
    public void A_runner_that_is_killed_gives_its_partitions_to_the_others()
    {
        using var fleet = new RunnerFleet(3);
        fleet.Submit(6);
        fleet.AwaitStarts(20);
        fleet.Of("r2").Signal(Processes.SigKill);
        Until.True(() => !fleet.Slots.Names.Contains("r2"), "it is taken out");
        Assert.Equal(64, fleet.Slots.Members.Sum(member => member.Partitions));
        fleet.EndsWell();
    }

    [Fact]
    public void A_paused_runner_comes_back_with_a_new_incarnation_and_writes_nothing_of_the_old_one()
    {
        using var fleet = new RunnerFleet(2);
        fleet.Submit(6);
        fleet.AwaitStarts(20);
        var before = Assert.Single(fleet.Slots.Members, member => member.Id == "r1").Incarnation;
        fleet.Of("r1").StopOutsideOfTurns(fleet.State);
        Until.True(() => !fleet.Slots.Names.Contains("r1"), "it is taken out");
        fleet.Of("r1").Signal(Processes.SigCont);
        Until.True(() => fleet.Slots.Members.Any(member => member.Id == "r1" && member.Incarnation > before), "it is back");
        fleet.EndsWell();
    }

    [Fact]
    public void A_runner_that_is_paused_inside_its_transaction_is_ended_by_the_others()
    {
        using var fleet = new RunnerFleet(2);
        fleet.Submit(12, work: "sleep 0.1; ");
        fleet.AwaitStarts(10);
        fleet.Of("r2").StopInsideATurn(fleet.State);
        Until.True(() => fleet.Of("r2").HasExited, "the holder of the lock is killed");
        Until.True(() => !fleet.Slots.Names.Contains("r2"), "it is taken out");
        fleet.EndsWell();
    }

    [Fact]
    public void Of_two_processes_with_one_name_the_later_goes_on_and_the_earlier_says_why_it_ends()
    {
        using var fleet = new RunnerFleet(1);
        fleet.Submit(6);
        fleet.AwaitStarts(10);
        var first = fleet.Of("r1");
        fleet.Add("r1");
        Assert.Contains("another process runs as r1", first.Wait().Exits(5).Error, StringComparison.Ordinal);
        Assert.Equal(2, fleet.Slots.Members.Length);
        fleet.EndsWell();
        first.Dispose();
    }

    [Fact]
    public void Runners_that_come_and_go_under_load_move_their_share_and_start_nothing_twice()
    {
        using var fleet = new RunnerFleet(3);
        fleet.Submit(8);
        var before = fleet.Slots.Members.ToDictionary(member => member.Id, member => member.Partitions);
        fleet.Add("r4");
        Until.True(() => fleet.Slots.Members.Length == 5, "it has joined");
        var after = fleet.Slots.Members.ToDictionary(member => member.Id, member => member.Partitions);
        Assert.All(before, member => Assert.True(after[member.Key] <= member.Value, $"{member.Key} gave, and took none"));
        Assert.InRange(after["r4"], 5, 22);
        fleet.Of("r1").Signal(Processes.SigTerm);
        fleet.Of("r1").Wait().Exits(0);
        Until.True(() => fleet.Slots.Members.Length == 4, "it has left");
        fleet.EndsWell();
    }

    [Fact]
    public void Runners_are_replaced_one_by_one_and_nothing_stops()
    {
        using var fleet = new RunnerFleet(3);
        fleet.Submit(10);
        foreach (var name in (string[])["r1", "r2", "r3"])
        {
            var old = fleet.Of(name);
            old.Signal(Processes.SigTerm);
            old.Wait().Exits(0);
            fleet.Add(name);
            Until.True(() => fleet.Slots.Names.Contains(name), "its successor has joined");
            old.Dispose();
        }

        fleet.EndsWell();
    }

    [Fact]
    public void In_a_strict_timetable_nobody_steals_and_all_get_their_turns()
    {
        using var fleet = new RunnerFleet(2, "--cycle", "120ms", "--strict");
        fleet.Submit(4);
        fleet.EndsWell();
        Assert.All(fleet.Slots.Members, member => Assert.Equal(0, member.Steals));
    }

    [Fact]
    public void A_daemon_that_is_killed_leaves_its_work_to_the_other_runners()
    {
        using var fleet = new RunnerFleet(1);
        fleet.Submit(4);
        fleet.AwaitStarts(10);
        fleet.Up.Signal(Processes.SigKill);
        Until.True(() => fleet.Slots.Names.SequenceEqual(["r1"]), "the other one has taken over");
        fleet.EndsWell();
    }
}
