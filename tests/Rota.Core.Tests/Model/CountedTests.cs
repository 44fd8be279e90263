using Rota.Core.Model;

namespace Rota.Core.Tests.Model;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "task", "0 tasks")]
    [InlineData(1, "task", "1 task")]
    [InlineData(2, "task", "2 tasks")]
    [InlineData(1, "process", "1 process")]
    [InlineData(3, "process", "3 processes")]
    [InlineData(2, "retry", "2 retries")]
    [InlineData(1, "retry", "1 retry")]
    [InlineData(2, "task entry", "2 task entries")]
    [InlineData(2, "day", "2 days")]
    [InlineData(2, "batch", "2 batches")]
    public void A_noun_has_one_plural(long count, string noun, string text) => Assert.Equal(text, Counted.Text(count, noun));
}
