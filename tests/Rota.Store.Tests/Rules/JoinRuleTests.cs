using Rota.Core.Slots;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Rules;

/// <summary>Who stays when a runner joins.</summary>
public sealed class JoinRuleTests
{
    private static readonly RunnerIdentity Joining = new("b", 9, 1, "boot", "clock");
    private static readonly Member[] Members = [new("a", 1, 5, 1), new("b", 2, 6, 1), new("c", 3, 7, 1)];

    [Fact]
    public void Those_that_live_stay_but_for_an_earlier_start_of_its_own() =>
        Assert.Equal(["a", "c"], Staying().Select(member => member.Id));

    [Fact]
    public void The_dead_go() => Assert.Equal(["c"], Staying(member => member.Id != "a").Select(member => member.Id));

    [Fact]
    public void After_a_restart_of_the_system_nobody_stays() =>
        Assert.Empty(JoinRule.Staying(Members, ("earlier", "clock"), Joining, _ => true));

    [Fact]
    public void Another_clock_is_refused_while_anybody_reads_this_one()
    {
        Assert.Equal(StoreFailure.Unsafe, Assert.Throws<StoreException>(
            () => JoinRule.Staying(Members, ("boot", "other"), Joining, _ => true)).Failure);
        Assert.Empty(JoinRule.Staying(Members, ("boot", "other"), Joining, _ => false));
    }

    [Theory]
    [InlineData(JoinRule.MembersMax - 1, true)]
    [InlineData(JoinRule.MembersMax, false)]
    public void More_than_there_is_place_for_are_refused(int members, bool isIn)
    {
        var many = Enumerable.Range(1, members).Select(number => new Member($"m{number}", number, number, 1)).ToArray();
        if (isIn)
        {
            Assert.Equal(members, JoinRule.Staying(many, ("boot", "clock"), Joining, _ => true).Length);
            return;
        }

        Assert.Throws<StoreException>(() => JoinRule.Staying(many, ("boot", "clock"), Joining, _ => true));
    }

    [Fact]
    public void No_two_show_their_heartbeats_in_one_place()
    {
        var next = 8L;
        Assert.Equal(12, JoinRule.Incarnation([.. Members], () => ++next, (one, other) => one % 8 == other % 8));
    }

    [Theory]
    [InlineData(7L, true)]
    [InlineData(8L, false)]
    [InlineData(null, false)]
    public void Only_the_owner_of_a_partition_writes_to_it(long? owner, bool mayWrite)
    {
        var refused = Record.Exception(() => OwnerRule.CheckOwner(3, owner, 7));
        Assert.Equal(mayWrite ? null : StoreFailure.Fenced, (refused as StoreException)?.Failure);
    }

    [Fact]
    public void Only_a_turn_of_this_epoch_begins() =>
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(() => OwnerRule.CheckEpoch(5, 4)).Failure);

    private static IEnumerable<Member> Staying(Predicate<Member>? isAlive = null) =>
        JoinRule.Staying(Members, ("boot", "clock"), Joining, isAlive ?? (_ => true));
}
