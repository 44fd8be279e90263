using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;

namespace Rota.Core.Tests.Model;

/// <summary>Times, random numbers and buckets at their edges.</summary>
public sealed class ArithmeticTests
{
    [Fact]
    public void Time_ends_at_never()
    {
        Assert.Equal(Instant.Never, Instant.Never + TimeSpan.FromDays(1));
        Assert.Equal(Instant.Never, new Instant(long.MaxValue - 1) + TimeSpan.FromSeconds(1));
        Assert.Equal(new Instant(1_500_000), new Instant(1_000_000) + TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void Time_begins_at_its_earliest_instant()
    {
        Assert.Equal(new Instant(long.MinValue), new Instant(long.MinValue) + TimeSpan.FromDays(-1));
        Assert.Equal(new Instant(long.MinValue), new Instant(long.MinValue + 1) + TimeSpan.FromSeconds(-1));
        Assert.Equal(new Instant(500_000), new Instant(1_000_000) + TimeSpan.FromSeconds(-0.5));
    }

    [Fact]
    public void A_distance_in_time_saturates()
    {
        Assert.Equal(TimeSpan.MaxValue, Instant.Never - new Instant(0));
        Assert.Equal(TimeSpan.MinValue, new Instant(0) - Instant.Never);
        Assert.Equal(TimeSpan.FromSeconds(-1), new Instant(0) - new Instant(1_000_000));
    }

    [Fact]
    public void A_clock_reading_comes_back()
    {
        var at = new DateTimeOffset(2026, 11, 22, 6, 7, 8, TimeSpan.FromHours(2)).AddMicroseconds(9);
        Assert.Equal(at, Instant.From(at).ToDateTime());
        Assert.Equal("2026-11-22T04:07:08.000009Z", Instant.From(at).ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(long.MaxValue)]
    public void A_draw_stays_below_its_bound(long bound)
    {
        var random = new Prng(42);
        for (var draw = 0; draw < 1_000; draw++)
        {
            Assert.InRange(random.NextBelow(bound), 0, bound - 1);
        }
    }

    [Fact]
    public void One_seed_gives_one_sequence()
    {
        var (first, second) = (new Prng(7), new Prng(7));
        Assert.Equal(Enumerable.Range(0, 9).Select(_ => first.Next()).ToArray(), Enumerable.Range(0, 9).Select(_ => second.Next()).ToArray());
    }

    [Fact]
    public void Jobs_spread_over_all_partitions()
    {
        var counts = Enumerable.Range(1, 64_000).GroupBy(job => Partition.Of(new JobId(job))).Select(bucket => bucket.Count()).ToArray();
        Assert.Equal(Partition.Count, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 800, 1_200));
    }

    [Theory]
    [InlineData(3, false, 2, 100, false)]
    [InlineData(3, false, 3, 100, true)]
    [InlineData(10, true, 9, 100, false)]
    [InlineData(10, true, 10, 100, true)]
    [InlineData(0, false, 0, 100, false)]
    [InlineData(0, false, 1, 100, true)]
    [InlineData(0, true, 1, 1_000_000, true)]
    public void A_failure_limit_is_reached_at_its_value(double value, bool isPercent, long failures, long total, bool isReached) =>
        Assert.Equal(isReached, new FailureLimit(value, isPercent).IsReached(failures, total));

    [Fact]
    public void Every_state_has_a_word_of_its_own_that_is_read_back()
    {
        foreach (var state in Enum.GetValues<TaskState>())
        {
            Assert.True(States.TryParse(state.WireName(), out var read));
            Assert.Equal(state, read);
            Assert.False(state.IsTerminal() && state.IsLive());
        }

        Assert.Equal(States.Count, Enum.GetValues<TaskState>().Length);
        Assert.False(States.TryParse("done", out _));
    }
}
