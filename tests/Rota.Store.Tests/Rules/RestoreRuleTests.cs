using Rota.Core.Model;
using Rota.Store.Nodes;

namespace Rota.Store.Tests.Rules;

/// <summary>A restored home gives no number that anybody may have seen of the homes before it.</summary>
public sealed class RestoreRuleTests
{
    private static readonly Instant Now = Instant.From(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1)]
    [InlineData(5_000_000_000)]
    [InlineData(4_000_000_000_000_000)]
    public void Attempts_and_epochs_never_go_back(long number)
    {
        Assert.True(RestoreRule.NextAttempt(number, Now) >= number + 1_000_000_000);
        Assert.True(RestoreRule.Epoch(number, Now) >= number + 1_000_000);
        Assert.True(RestoreRule.NextAttempt(number, new Instant(0)) >= number + 1_000_000_000);
    }

    /// <summary>Each is restored from the same backup, and makes a thousand attempts a second until the next is.</summary>
    [Fact]
    public void Two_that_are_restored_from_one_backup_share_no_number()
    {
        var highest = 0L;
        for (var second = 1; second < 100_000; second *= 3)
        {
            var at = Now + TimeSpan.FromSeconds(second);
            var first = RestoreRule.NextAttempt(77, at);
            Assert.True(first > highest, $"after {second} s");
            highest = first + (1_000L * second * 2);
        }
    }

    /// <summary>Pages read numbers of attempts as JavaScript does.</summary>
    [Fact]
    public void Numbers_stay_whole_where_they_are_read_as_floating_point() =>
        Assert.True(RestoreRule.NextAttempt(77, Now + TimeSpan.FromDays(365 * 100)) < 1L << 53);
}
