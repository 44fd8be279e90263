using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Tests.Reconcile;

namespace Rota.Core.Tests.Placement;

/// <summary>The book of rules that people set, and what a refusal says of them and of the node.</summary>
public sealed class LimitsTests
{
    private readonly NodeLedger node = new(World.SmallNode);
    private readonly Limits limits = new();

    [Fact]
    public void A_claim_is_charged_to_both_books_and_to_each_its_own()
    {
        var shape = Claims.Limited(Claims.Of(node, slots: 1), new Charge(limits.Queue("q"), 1, long.MaxValue));
        var counted = limits.Reserve(new AttemptId(1), shape);
        Assert.Equal((1, 0), (limits.Queue("q").Used, node.Slots.Used));
        var held = node.Reserve(new AttemptId(1), shape);
        Assert.Equal((1, 1), (limits.Queue("q").Used, node.Slots.Used));
        limits.Release(counted);
        Assert.Equal((0, 1), (limits.Queue("q").Used, node.Slots.Used));
        Assert.Throws<InvariantException>(() => limits.Release(held));
        node.Release(held);
        Assert.Equal((0, 0), (limits.Queue("q").Used, node.Slots.Used));
    }

    [Fact]
    public void Each_claim_has_its_own_limit_on_a_key()
    {
        var key = limits.ConcurrencyKey("disk");
        Shape Most(int most) => Claims.Limited(Claims.Of(node, slots: 1), new Charge(key, 1, most));
        limits.Reserve(new AttemptId(1), Most(2));
        Assert.Equal(RefusalCode.LimitReached, Limits.Check(Most(1))!.Code);
        Assert.Null(Limits.Check(Most(2)));
    }

    [Fact]
    public void A_refusal_has_the_numbers_of_its_check()
    {
        node.Reserve(new AttemptId(1), Claims.Of(node, cpus: 3_000));
        var refusal = NodeLedger.Check(Claims.Of(node, cpus: 1_500))!;
        Assert.Equal(
            (RefusalCode.NoRoom, node.Cpus, 1_500, 3_000, 1_000, 4_000),
            (refusal.Code, refusal.Account, refusal.Asked, refusal.Used, refusal.Free, refusal.Limit)
        );
    }

    [Theory]
    [InlineData(1, 1, RefusalCode.LimitReached)]
    [InlineData(0, 0, RefusalCode.Paused)]
    [InlineData(2, 0, RefusalCode.Paused)]
    [InlineData(2, 1, RefusalCode.AccountOverdrawn)]
    public void A_limit_says_whether_it_is_full_or_closed_or_was_lowered(long used, long limit, RefusalCode code)
    {
        limits.Learn(AccountId.Queue("q"), used, limit);
        Assert.Equal(
            code,
            Limits.Check(Claims.Limited(Claims.Of(node), new Charge(limits.Queue("q"), 1, long.MaxValue)))!.Code
        );
    }

    [Fact]
    public void A_node_that_became_smaller_is_overdrawn_until_enough_has_ended()
    {
        node.Learn(node.Slots.Id, 6);
        Assert.Equal(RefusalCode.AccountOverdrawn, NodeLedger.Check(Claims.Of(node, slots: 1))!.Code);
        Assert.Equal(RefusalCode.NeverFits, NodeLedger.Check(Claims.Of(node, slots: 5))!.Code);
    }

    [Fact]
    public void A_higher_limit_is_room_that_became_free()
    {
        Assert.True(limits.Learn(AccountId.Queue("q"), 2, 2) < 0);
        Assert.Equal(3, limits.Learn(AccountId.Queue("q"), 2, 5));
        Assert.Equal(1, limits.Learn(AccountId.Queue("q"), 1, 5));
    }

    [Fact]
    public void A_shape_that_charges_limits_last_is_a_bug() =>
        Assert.Throws<InvariantException>(() =>
            new Shape { Id = 1, Charges = [new Charge(node.Slots, 1, 1), new Charge(limits.Queue("q"), 1, 1)] }
        );
}
