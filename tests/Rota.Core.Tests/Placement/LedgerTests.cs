using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Tests.Reconcile;

namespace Rota.Core.Tests.Placement;

/// <summary>The book of a node: all of a claim or nothing, and each reservation given back once.</summary>
public sealed class LedgerTests
{
    [Fact]
    public void A_claim_that_lacks_one_thing_takes_nothing()
    {
        var ledger = new Ledger(World.SmallNode);
        var claim = Claim(ledger, (Ledger.Cpus, 1_000), (Ledger.Memory, 1_001));
        Assert.Equal(Ledger.Memory, Ledger.Reserve(claim)!.Account.Name);
        Assert.All(ledger.Accounts, account => Assert.Equal(0, account.Used));
    }

    [Fact]
    public void A_second_release_is_a_bug()
    {
        var claim = Claim(new Ledger(World.SmallNode), (Ledger.Cpus, 1_000));
        Assert.Null(Ledger.Reserve(claim));
        Ledger.Release(claim);
        Assert.Throws<InvariantException>(() => Ledger.Release(claim));
    }

    [Fact]
    public void Gpus_are_taken_by_identity()
    {
        var ledger = new Ledger(World.SmallNode);
        Assert.Equal([0], ledger.TakeGpus(1));
        Assert.Equal([1], ledger.TakeGpus(1));
        Assert.Throws<InvariantException>(() => ledger.TakeGpus(1));
        ledger.ReturnGpus([0]);
        Assert.Equal([0], ledger.TakeGpus(1));
    }

    [Fact]
    public void A_licence_the_node_does_not_have_never_fits()
    {
        var account = new Ledger(World.SmallNode).Licence("other");
        var refusal = new Refusal(account, 1, account.Used, account.Capacity);
        Assert.True(refusal.IsForever);
        Assert.Contains("can never run here", refusal.ToString());
    }

    [Fact]
    public void A_refusal_tells_the_numbers_of_its_check()
    {
        var ledger = new Ledger(World.SmallNode);
        Assert.Null(Ledger.Reserve(Claim(ledger, (Ledger.Cpus, 3_000))));
        Assert.Equal("no room: asks for 1.5 cpus, 1 of 4 free", Ledger.Check(Claim(ledger, (Ledger.Cpus, 1_500)))!.ToString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_023, "1023")]
    [InlineData(1_536, "1.5K")]
    [InlineData(10L << 30, "10G")]
    public void Bytes_are_shown_by_powers_of_1024(double bytes, string text) => Assert.Equal(text, Units.Bytes(bytes));

    private static Shape Claim(Ledger ledger, params (string Account, long Amount)[] amounts) => new()
    {
        Id = 1,
        Charges = [.. amounts.Select(amount => ledger.Find(amount.Account)!)
            .Zip(amounts, (account, amount) => new Charge(account, amount.Amount, account.Capacity))],
    };
}
