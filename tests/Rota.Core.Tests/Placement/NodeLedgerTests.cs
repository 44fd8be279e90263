using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Tests.Reconcile;

namespace Rota.Core.Tests.Placement;

/// <summary>The book of a node: a claim fits or is refused with its numbers, and each attempt gives back what it holds, once.</summary>
public sealed class NodeLedgerTests
{
    private static readonly AttemptId One = new(1);
    private static readonly AttemptId Two = new(2);
    private readonly NodeLedger ledger = new(World.SmallNode);

    [Fact]
    public void A_claim_that_lacks_one_thing_is_refused_for_it()
    {
        var claim = Claims.Of(ledger, cpus: 1_000, memory: 1_001);
        var refusal = NodeLedger.Check(claim)!;
        Assert.Equal((AccountId.Memory(NodeId.Home), RefusalCode.NeverFits), (refusal.Account.Id, refusal.Code));
        Assert.Throws<InvariantException>(() => ledger.Reserve(One, claim));
    }

    [Fact]
    public void A_release_gives_back_exactly_what_was_taken()
    {
        var first = ledger.Reserve(One, Claims.Of(ledger, slots: 1, cpus: 1_000, memory: 300, gpus: 1));
        var used = ledger.Accounts.Select(account => account.Used).ToArray();
        var second = ledger.Reserve(Two, Claims.Of(ledger, slots: 2, cpus: 500, memory: 200, gpus: 1));
        ledger.Release(second);
        Assert.Equal(used, ledger.Accounts.Select(account => account.Used));
        ledger.Release(first);
        Assert.All(ledger.Accounts, account => Assert.Equal(0, account.Used));
        Assert.Empty(ledger.Reservations);
    }

    [Fact]
    public void A_second_release_is_a_bug()
    {
        var claim = Claims.Of(ledger, cpus: 1_000);
        var reservation = ledger.Reserve(One, claim);
        ledger.Reserve(Two, claim);
        ledger.Release(reservation);
        Assert.Throws<InvariantException>(() => ledger.Release(reservation));
        Assert.Throws<InvariantException>(() => ledger.HandOver(reservation, new AttemptId(3)));
        Assert.Equal((1_000, Two), (ledger.Cpus.Used, Assert.Single(ledger.Reservations).Holder));
    }

    [Fact]
    public void A_release_of_what_was_never_reserved_here_is_a_bug()
    {
        var other = new NodeLedger(World.SmallNode);
        ledger.Reserve(One, Claims.Of(ledger, cpus: 1_000));
        var elsewhere = other.Reserve(One, Claims.Of(other, cpus: 1_000));
        Assert.Throws<InvariantException>(() => ledger.Release(elsewhere));
        Assert.Equal(1_000, ledger.Cpus.Used);
    }

    [Fact]
    public void A_hand_over_takes_nothing_and_gives_nothing_back()
    {
        var claim = Claims.Of(ledger, slots: 1, gpus: 1);
        var reservation = ledger.Reserve(One, claim);
        ledger.HandOver(reservation, Two);
        Assert.Equal((1, 1_000), (ledger.Slots.Used, ledger.Gpus.Used));
        Assert.Equal([Two], ledger.HoldersOf(ledger.Slots));
        Assert.Equal([0], reservation.Gpus);
        ledger.Release(reservation);
        Assert.Equal((0, 0), (ledger.Slots.Used, ledger.Gpus.Used));
    }

    [Fact]
    public void Gpus_are_taken_by_identity()
    {
        var claim = Claims.Of(ledger, gpus: 1);
        var first = ledger.Reserve(One, claim);
        Assert.Equal([0], first.Gpus);
        Assert.Equal([1], ledger.Reserve(Two, claim).Gpus);
        Assert.Throws<InvariantException>(() => ledger.Reserve(new AttemptId(3), claim));
        ledger.Release(first);
        Assert.Equal([0], ledger.Reserve(new AttemptId(4), claim).Gpus);
    }

    [Fact]
    public void Shares_lie_together_so_that_other_gpus_stay_whole()
    {
        var half = Claims.Of(ledger, gpuShare: 500);
        Assert.Equal([0], ledger.Reserve(One, Claims.Of(ledger, gpuShare: 300)).Gpus);
        var second = ledger.Reserve(Two, half);
        Assert.Equal([0], second.Gpus);
        Assert.Equal([1], ledger.Reserve(new AttemptId(3), half).Gpus);
        ledger.Release(second);
        Assert.Equal([1], ledger.Reserve(new AttemptId(4), half).Gpus);
        Assert.Equal(1_300, ledger.Gpus.Used);
    }

    [Fact]
    public void A_share_that_fits_on_no_gpu_is_refused_though_so_much_is_free()
    {
        ledger.Reserve(One, Claims.Of(ledger, gpuShare: 600));
        ledger.Reserve(Two, Claims.Of(ledger, gpuShare: 600));
        var refusal = NodeLedger.Check(Claims.Of(ledger, gpuShare: 401))!;
        Assert.Equal((RefusalCode.NoRoom, 401, 800, new DeviceRoom(0, 400)), (refusal.Code, refusal.Asked, refusal.Free, refusal.Devices));
        Assert.Null(NodeLedger.Check(Claims.Of(ledger, gpuShare: 400)));
    }

    [Fact]
    public void A_whole_gpu_is_one_that_nobody_is_on()
    {
        ledger.Reserve(One, Claims.Of(ledger, gpuShare: 1));
        Assert.Equal([1], ledger.Reserve(Two, Claims.Of(ledger, gpus: 1)).Gpus);
        Assert.NotNull(NodeLedger.Check(Claims.Of(ledger, gpus: 1)));
        Assert.Equal([0], ledger.Reserve(new AttemptId(3), Claims.Of(ledger, gpuShare: 999)).Gpus);
    }

    [Fact]
    public void Pinned_cpus_are_taken_by_identity_and_counted_with_all_others()
    {
        var one = Claims.Pinned(ledger, 1);
        var first = ledger.Reserve(One, one);
        Assert.Equal([2], first.Cpus);
        var second = ledger.Reserve(Two, Claims.Pinned(ledger, 2));
        Assert.Equal([3, 5], second.Cpus);
        ledger.Release(first);
        Assert.Equal([2], ledger.Reserve(new AttemptId(3), one).Cpus);
        ledger.Reserve(new AttemptId(4), Claims.Of(ledger, cpus: 1_000));
        Assert.Equal((RefusalCode.NoRoom, 4_000), (NodeLedger.Check(one)!.Code, ledger.Cpus.Used));
        ledger.Release(second);
        Assert.Equal([3], ledger.Reserve(new AttemptId(5), one).Cpus);
    }

    [Fact]
    public void A_pinned_cpu_that_the_machine_has_no_more_is_held_until_it_is_given_back()
    {
        var reservation = ledger.Restore(One, Claims.Pinned(ledger, 1), ([], [9]), isStored: false);
        Assert.True(ledger.Find(AccountId.Cpu(NodeId.Home, "9")) is { Used: 1_000, IsOverdrawn: true });
        ledger.Release(reservation);
        Assert.All(ledger.Accounts, account => Assert.Equal(0, account.Used));
    }

    [Fact]
    public void A_gpu_that_the_machine_has_no_more_is_held_until_it_is_given_back()
    {
        var reservation = ledger.Restore(One, Claims.Of(ledger, gpus: 1), ([7], []), isStored: false);
        var gone = ledger.Find(AccountId.Gpu(NodeId.Home, "7"))!;
        Assert.True(gone is { Used: 1_000, Capacity: 0, IsOverdrawn: true });
        Assert.Equal([0], ledger.Reserve(Two, Claims.Of(ledger, gpus: 1)).Gpus);
        ledger.Release(reservation);
        Assert.Equal(0, gone.Used);
    }

    [Fact]
    public void What_the_store_has_booked_already_is_not_booked_twice()
    {
        ledger.Learn(ledger.Cpus.Id, 1_000);
        ledger.Learn(ledger.Gpus.Id, 500);
        ledger.Learn(AccountId.Gpu(NodeId.Home, "0"), 500);
        var reservation = ledger.Restore(One, Claims.Of(ledger, cpus: 1_000, gpuShare: 500), ([0], []), isStored: true);
        Assert.Equal((1_000, 500), (ledger.Cpus.Used, ledger.Gpus.Used));
        ledger.Release(reservation);
        Assert.Equal((0, 0), (ledger.Cpus.Used, ledger.Find(AccountId.Gpu(NodeId.Home, "0"))!.Used));
    }

    [Fact]
    public void A_licence_the_node_does_not_have_never_fits_also_where_the_store_knows_of_one_in_use()
    {
        ledger.Learn(AccountId.Licence(NodeId.Home, "gone"), 1);
        foreach (var name in new[] { "gone", "other" })
        {
            var shape = new Shape { Id = 1, Charges = [new Charge(ledger.Licence(name), 1, long.MaxValue)] };
            Assert.Equal(RefusalCode.NeverFits, NodeLedger.Check(shape)!.Code);
        }
    }

    [Fact]
    public void Limits_and_accounts_of_other_nodes_are_not_kept_here()
    {
        var other = new NodeId(2);
        Assert.Throws<InvariantException>(() => ledger.Learn(AccountId.Queue("q"), 1));
        Assert.Throws<InvariantException>(() => ledger.Learn(AccountId.Cpus(other), 1));
        Assert.All(new NodeLedger(World.SmallNode, other).Accounts, account => Assert.True(account.Id.IsOf(other)));
        Assert.Throws<InvariantException>(() => new Limits().Learn(ledger.Cpus.Id, 1, limit: null));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_023, "1023")]
    [InlineData(1_536, "1.5K")]
    [InlineData(10L << 30, "10G")]
    public void Bytes_are_shown_by_powers_of_1024(double bytes, string text) => Assert.Equal(text, Units.Bytes(bytes));
}
