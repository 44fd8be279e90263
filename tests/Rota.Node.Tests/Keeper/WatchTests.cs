using Rota.Node.Keeper.Ending;

namespace Rota.Node.Tests.Keeper;

/// <summary>The keeper's looks at all processes are cheap, and it is never blind for long.</summary>
public sealed class WatchTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5_000, 100_000)]
    [InlineData(100_000, 2_000_000)]
    [InlineData(39_000_000, 2_000_000)]
    public void A_look_is_followed_by_twenty_times_its_length_and_at_most_two_seconds(long look, long pause) =>
        Assert.Equal(pause, Watch.PauseAfter(look));
}
