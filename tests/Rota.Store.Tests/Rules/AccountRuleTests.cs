using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Tests.Rules;

/// <summary>What accounts say of what is used, sold and allowed.</summary>
public sealed class AccountRuleTests
{
    private static readonly AccountRow Stored = new(AccountId.Slots(NodeId.Home), Used: 2, Turn: 5, Capacity: 4, Allowed: 3);

    private static readonly AccountId Key = AccountId.ConcurrencyKey("k");
    private static readonly AccountId Queue = AccountId.Queue("q");
    private static readonly AccountId Gpu = AccountId.Gpu(NodeId.Home, "0");

    [Fact]
    public void What_was_allowed_is_written_where_more_is_used_by_it() =>
        Assert.Equal(Stored with { Used = 4, Turn = 6, Allowed = 8 }, AccountRule.Used(Stored, Stored.Id, 4, 6, allowed: 8));

    [Theory]
    [InlineData(1, 8L)]
    [InlineData(2, 8L)]
    [InlineData(4, null)]
    public void What_was_allowed_stays_where_nothing_more_was_sold(long used, long? allowed) =>
        Assert.Equal(Stored with { Used = used, Turn = 6 }, AccountRule.Used(Stored, Stored.Id, used, 6, allowed));

    [Fact]
    public void A_new_account_allows_what_is_used() =>
        Assert.Equal(new AccountRow(Key, 3, 6, Capacity: null, Allowed: 3), AccountRule.Used(null, Key, 3, 6));

    [Fact]
    public void A_limit_changes_nothing_of_what_is_used() =>
        Assert.Equal(Stored with { Turn = 6, Capacity = null }, AccountRule.Limited(Stored, Stored.Id, setting: null, turn: 6));

    [Fact]
    public void Booked_anew_what_is_used_is_what_lives_and_nothing_else_is_kept_but_limits()
    {
        AccountRow[] stored = [Stored, new(Queue, 7, 1, Capacity: 1, Allowed: 7), new(Key, 1, 1, null, 1)];
        var held = new Dictionary<AccountId, long> { [Stored.Id] = 1, [Gpu] = 1 };
        Assert.Equal(
            [new(Gpu, 1, 9, null, 1), new(Queue, 0, 9, 1, 7), Stored with { Used = 1, Turn = 9 }],
            AccountRule.Anew(stored, held, turn: 9).OrderBy(row => row.Id.Text, StringComparer.Ordinal));
    }

    [Fact]
    public void What_an_attempt_holds_is_its_booking_and_its_gpus()
    {
        var held = new Dictionary<AccountId, long> { [Stored.Id] = 1 };
        AccountRule.Add(held, "1 slots\n2000 cpus\n1 concurrency key a b\n2000 gpus", NodeId.Home, [0, 3], []);
        AccountRule.Add(held, "500 gpus", NodeId.Home, [4], [6]);
        Assert.Equal((2, 2_000, 1, 1_000, 1_000), (held[Stored.Id], held[AccountId.Cpus(NodeId.Home)], held[AccountId.ConcurrencyKey("a b")], held[Gpu], held[AccountId.Gpu(NodeId.Home, "3")]));
        Assert.Equal((2_500, 500, 1_000),
            (held[AccountId.Gpus(NodeId.Home)], held[AccountId.Gpu(NodeId.Home, "4")], held[AccountId.Cpu(NodeId.Home, "6")]));
    }
}
