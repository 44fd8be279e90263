using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Slots;

namespace Rota.Core.Tests.Slots;

/// <summary>The arithmetic of slots: every moment has one owner, and every member its share.</summary>
public sealed class FrameTests
{
    [Fact]
    public void Every_moment_lies_in_exactly_one_slot() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Cases,
                one =>
                {
                    var slot = one.Frame.At(one.Now);
                    return slot.Start <= one.Now
                        && one.Now < slot.End
                        && one.Frame.At(slot.Start) == slot
                        && one.Frame.At(slot.End - 1) == slot
                        && one.Frame.At(slot.End).Start == slot.End;
                }
            )
        );

    [Fact]
    public void In_a_cycle_every_member_has_one_slot_of_the_same_length_and_a_shorter_one_is_for_maintenance() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Cases,
                one =>
                {
                    var slots = new List<Slot>();
                    var at = one.Frame.NextStart(0, one.Now);
                    for (var end = at + one.Frame.Cycle; at < end; at = slots[^1].End)
                    {
                        slots.Add(one.Frame.At(at));
                    }

                    var members = one.Frame.Members.Length;
                    return slots.Select(slot => slot.Index).SequenceEqual(Enumerable.Range(0, members + 1))
                        && slots.Take(members).All(slot => slot.End - slot.Start == one.Frame.SlotLength)
                        && slots[^1].IsMaintenance
                        && slots[^1].End - slots[^1].Start >= one.Frame.SlotLength / 4;
                }
            )
        );

    [Fact]
    public void The_next_slot_of_a_rank_comes_within_a_cycle_and_is_its_own() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Cases,
                one =>
                {
                    var rank = one.Frame.Members.Length - 1;
                    var start = one.Frame.NextStart(rank, one.Now);
                    return start >= one.Now
                        && start < one.Now + one.Frame.Cycle
                        && one.Frame.At(start).Index == rank
                        && one.Frame.At(start).Start == start;
                }
            )
        );

    [Fact]
    public void Cycles_are_counted_from_the_anchor_in_both_directions()
    {
        var frame = Frames.Of(2, cycle: 225, anchor: 1_000);

        Assert.Equal((1_000, 775, 1_225), (frame.CycleStart(1_224), frame.CycleStart(999), frame.CycleStart(1_225)));
        Assert.Equal(new Slot(2, 975, 1_000, true), frame.At(999));
    }

    private static Arbitrary<(Frame Frame, long Now)> Cases =>
        (
            from members in Gen.Choose(1, 64)
            from cycle in Gen.Choose(members + 1, 100_000)
            from anchor in Gen.Choose(-1_000_000, 1_000_000)
            from now in Gen.Choose(-2_000_000, 2_000_000)
            select (Frames.Of(members, cycle, anchor), (long)now)
        ).ToArbitrary();
}

internal static class Frames
{
    public static Frame Of(int members, long cycle, long anchor = 0, long guard = 0, bool strict = false) =>
        new()
        {
            Epoch = 1,
            Members = Members(members),
            Cycle = cycle,
            Anchor = anchor,
            Guard = guard,
            IsStrict = strict,
        };

    public static ImmutableArray<Member> Members(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new Member($"m-{number}", number, number, number))];
}
