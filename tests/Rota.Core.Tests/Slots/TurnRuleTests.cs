using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Slots;

namespace Rota.Core.Tests.Slots;

/// <summary>Who may try a turn when.</summary>
public sealed class TurnRuleTests
{
    [Fact]
    public void No_two_members_are_told_at_one_moment_that_the_slot_is_their_own() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Moments,
                one =>
                    Enumerable
                        .Range(0, one.Frame.Members.Length)
                        .Count(rank => TurnRule.Choose(one.Frame, rank, one.Now, true, 1).Kind == TurnKind.Own) <= 1
            )
        );

    [Fact]
    public void Nobody_slips_in_between_two_turns_of_an_owner_that_works() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Moments,
                one =>
                    Enumerable
                        .Range(0, one.Frame.Members.Length)
                        .All(rank =>
                            TurnRule.Choose(one.Frame, rank, one.Now, true, 1, one.Now - 1).Kind != TurnKind.Steal
                        )
            )
        );

    [Fact]
    public void In_the_classic_timetable_nobody_works_in_anothers_slot() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Moments,
                one =>
                    Enumerable
                        .Range(0, one.Frame.Members.Length)
                        .All(rank =>
                            TurnRule.Choose(one.Frame with { IsStrict = true }, rank, one.Now, true, 1).Kind switch
                            {
                                TurnKind.Own => one.Frame.At(one.Now).Index == rank,
                                TurnKind.Steal => false,
                                _ => true,
                            }
                        )
            )
        );

    [Fact]
    public void Whoever_waits_as_told_has_its_turn_within_two_cycles() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Moments,
                one =>
                {
                    var now = one.Now;
                    for (var steps = 0; steps < 200; steps++)
                    {
                        var choice = TurnRule.Choose(one.Frame, 0, now, true, one.Frame.SlotLength / 4);
                        if (choice.Kind != TurnKind.Wait)
                        {
                            return now <= one.Now + (2 * one.Frame.Cycle);
                        }

                        if (choice.At <= now)
                        {
                            return false;
                        }

                        now = choice.At;
                    }

                    return false;
                }
            )
        );

    [Fact]
    public void A_turn_that_has_outgrown_its_slot_still_comes()
    {
        var frame = Frames.Of(3, cycle: 3_250, guard: 50, strict: true);

        Assert.Equal(TurnKind.Own, TurnRule.Choose(frame, 1, 1_050, true, cost: 5_000).Kind);
        Assert.Equal(TurnKind.Wait, TurnRule.Choose(frame, 1, 1_990, true, cost: 5_000).Kind);
    }

    [Fact]
    public void A_stolen_turn_ends_before_the_next_owners_begins()
    {
        var frame = Frames.Of(3, cycle: 3_250, guard: 50);

        Assert.Equal(TurnKind.Wait, TurnRule.Choose(frame, 1, 100, true, 300).Kind);
        Assert.Equal(TurnKind.Steal, TurnRule.Choose(frame, 1, 200, true, 300).Kind);
        Assert.Equal(new TurnChoice(TurnKind.Wait, 1_050), TurnRule.Choose(frame, 1, 800, true, 300));
    }

    [Fact]
    public void A_thief_allows_for_a_slow_disk_and_its_owner_does_not()
    {
        var frame = Frames.Of(3, cycle: 3_250, guard: 50);

        Assert.Equal(TurnKind.Steal, TurnRule.Choose(frame, 1, 500, true, 300).Kind);
        Assert.Equal(TurnKind.Wait, TurnRule.Choose(frame, 1, 500, true, 300, tail: 250).Kind);
        Assert.Equal(TurnKind.Own, TurnRule.Choose(frame, 1, 1_500, true, 300, tail: 250).Kind);
    }

    [Fact]
    public void A_disk_that_is_slow_for_long_leaves_thieves_most_of_an_idle_slot()
    {
        var frame = Frames.Of(3, cycle: 3_250, guard: 50);

        Assert.Equal(TurnKind.Steal, TurnRule.Choose(frame, 1, 400, true, 300, tail: 10_000).Kind);
    }

    [Fact]
    public void Who_has_stolen_leaves_the_next_chance_to_the_others()
    {
        var frame = Frames.Of(3, cycle: 3_250, guard: 50);

        Assert.Equal(new TurnChoice(TurnKind.Wait, 500), TurnRule.Choose(frame, 1, 200, true, 300, mayStealAt: 500));
        Assert.Equal(TurnKind.Steal, TurnRule.Choose(frame, 1, 500, true, 300, mayStealAt: 500).Kind);
    }

    [Fact]
    public void A_lone_member_never_waits_for_a_slot()
    {
        var frame = Frames.Of(1, cycle: 1_000_000, guard: 100);

        Assert.All(
            Enumerable.Range(0, 100),
            tenth => Assert.Equal(TurnKind.Own, TurnRule.Choose(frame, 0, tenth * 10_000, true, 900_000).Kind)
        );
    }

    private static Arbitrary<(Frame Frame, long Now)> Moments =>
        (
            from members in Gen.Choose(2, 20)
            from cycle in Gen.Choose(members * 1_000, 1_000_000)
            from guard in Gen.Choose(0, 100)
            from now in Gen.Choose(0, 5_000_000)
            select (Frames.Of(members, cycle, guard: guard), (long)now)
        ).ToArbitrary();
}
