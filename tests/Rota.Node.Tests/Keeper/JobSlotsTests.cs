using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;

namespace Rota.Node.Tests.Keeper;

/// <summary>Numbers that tell the tasks of a job on this machine apart, over the deaths of keepers.</summary>
public sealed class JobSlotsTests
{
    private const string Unseen = "its keeper was killed while it started, and nobody can say whether it did";
    private readonly AttemptTable table = new(new KeeperLink(new ListedKernel()));

    /// <summary>Whatever the next keeper knows of it: its processes go by that number until they are gone.</summary>
    [Theory]
    [InlineData(KeptState.Running, null)]
    [InlineData(KeptState.Ending, null)]
    [InlineData(KeptState.Ending, Unseen)]
    public void A_number_is_given_again_once_the_attempt_of_an_earlier_keeper_is_over(object state, string? lost)
    {
        var left = Left(1, slot: 1, (KeptState)state, lost);
        table.Restore([left], []);
        Assert.Equal(2, Next(2).Slot);
        table.Over(left);
        Assert.Equal(1, Next(3).Slot);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Unseen)]
    public void A_number_that_was_passed_on_stays_with_who_has_it_now(string? lost)
    {
        var (ended, successor) = (Left(1, slot: 1, KeptState.Ending, lost), Left(2, slot: 1, KeptState.Running, null));
        table.Restore([ended, successor], []);
        table.Over(ended);
        Assert.Equal(2, Next(3).Slot);
    }

    [Fact]
    public void What_is_over_has_no_number()
    {
        table.Restore([Left(1, slot: 1, KeptState.Over, Unseen)], []);
        Assert.Equal(1, Next(2).Slot);
    }

    private KeptAttempt Next(long id)
    {
        var attempt = new KeptAttempt(id, 7);
        table.Slots.Take(attempt);
        return attempt;
    }

    private static KeptAttempt Left(long id, int slot, KeptState state, string? lost) =>
        new(id, 7)
        {
            State = state,
            Slot = slot,
            LostReason = lost,
            Pid = (int)id,
        };
}
