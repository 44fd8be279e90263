using Rota.Core.JobFiles.Notation;

namespace Rota.Core.Tests.JobFiles;

public sealed class SlotCountTests
{
    [Theory]
    [InlineData("8", 8)]
    [InlineData("+1", 5)]
    [InlineData("+0", 4)]
    [InlineData("-1", 3)]
    [InlineData("-9", 1)]
    [InlineData("50%", 2)]
    [InlineData("300%", 12)]
    [InlineData("1%", 1)]
    public void It_means_what_it_means_to_parallel(string text, int slots) =>
        Assert.Equal((true, slots), (SlotCount.TryParse(text, 4, out var read), read));

    [Theory]
    [InlineData("0")]
    [InlineData("0%")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("%")]
    [InlineData("+50%")]
    [InlineData("1.5")]
    [InlineData(" 2")]
    [InlineData("99999999999")]
    public void Anything_else_is_refused(string text) => Assert.False(SlotCount.TryParse(text, 4, out _));
}
