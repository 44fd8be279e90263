using Rota.App.Reporting;

namespace Rota.Cli.Tests.Reporting;

/// <summary>So many of a sequence, however long: all of a short one, evenly spread ones of a long one.</summary>
public sealed class EvenSampleTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void What_is_kept_is_evenly_spread(int count)
    {
        var sample = new EvenSample<int>(8);
        for (var item = 0; item < count; item++)
        {
            sample.Add(item);
        }

        Assert.Equal(count, sample.Seen);
        Assert.InRange(sample.Kept.Count, Math.Min(count, 4), 8);
        var stride = sample.Kept[1] - sample.Kept[0];
        Assert.Equal(Enumerable.Range(0, sample.Kept.Count).Select(at => at * stride), sample.Kept);
        Assert.True(sample.Kept[^1] >= count - stride);
    }
}
