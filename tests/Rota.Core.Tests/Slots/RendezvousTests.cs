using Rota.Core.Slots;

namespace Rota.Core.Tests.Slots;

/// <summary>Who owns which partition.</summary>
public sealed class RendezvousTests
{
    private const int Many = 20_000;

    [Fact]
    public void A_member_that_joins_takes_its_share_and_moves_nothing_else()
    {
        var before = Rendezvous.Assign(Frames.Members(4), Many);
        var after = Rendezvous.Assign(Frames.Members(5), Many);

        Assert.All(Enumerable.Range(0, Many), at => Assert.True(after[at] == before[at] || after[at] == 4));
        Assert.InRange(after.Count(owner => owner == 4), Many / 5 * 0.9, Many / 5 * 1.1);
    }

    [Fact]
    public void A_member_that_leaves_moves_only_its_own()
    {
        var members = Frames.Members(5);
        var before = Rendezvous.Assign(members, Many);
        var after = Rendezvous.Assign(members.RemoveAt(2), Many);

        Assert.All(
            Enumerable.Range(0, Many).Where(at => before[at] != 2),
            at => Assert.Equal(before[at], after[at] < 2 ? after[at] : after[at] + 1)
        );
    }

    [Fact]
    public void The_owner_depends_on_names_and_not_on_rank_or_incarnation()
    {
        var members = Frames.Members(5);
        var other = members.Reverse().Select(member => member with { Incarnation = member.Incarnation + 100 });

        Assert.Equal(
            Rendezvous.Assign(members, 64).Select(owner => members[owner].Id),
            Rendezvous.Assign([.. other], 64).Select(owner => members[4 - owner].Id)
        );
    }

    [Fact]
    public void The_assignment_is_the_same_in_every_version() =>
        Assert.Equal("0 1 2 0 0 1 2 0 0 2 2 0 1 2 1 0", string.Join(" ", Rendezvous.Assign(Frames.Members(3), 16)));
}
