using System.Text;
using Rota.App.Following;
using Rota.Core.Model;
using Rota.Web.Following;

namespace Rota.Web.Tests.Following;

/// <summary>Events as the bytes of a stream.</summary>
public sealed class FeedBatchTests
{
    private static readonly FeedBatch Batch = FeedBatch.Of(3, 12, [(4, Event(1)), (7, Event(2)), (11, Event(3))]);

    [Theory]
    [InlineData(0, new long[] { 4, 7, 11 })]
    [InlineData(3, new long[] { 4, 7, 11 })]
    [InlineData(4, new long[] { 7, 11 })]
    [InlineData(6, new long[] { 7, 11 })]
    [InlineData(10, new long[] { 11 })]
    [InlineData(11, new long[] { })]
    [InlineData(99, new long[] { })]
    public void Behind_a_number_there_is_each_later_event_and_no_earlier_one(long number, long[] expected)
    {
        var text = Encoding.UTF8.GetString(Batch.After(number).Span);
        Assert.Equal(
            expected.Select(one => $"id: {one}"),
            text.Split('\n').Where(line => line.StartsWith("id: ", StringComparison.Ordinal)));
        Assert.Equal(text.Length == 0, expected.Length == 0);
        Assert.Equal(expected, Batch.EventsAfter(number).Select(one => one.Number));
    }

    [Fact]
    public void Each_event_has_a_number_a_kind_and_a_line_of_JSON()
    {
        var parts = Batch.EventsAfter(0).Select(one => Encoding.UTF8.GetString(one.Body.Span)).ToArray();
        Assert.All(parts, part => Assert.Matches("^event: job\ndata: \\{[^\n]*\\}\n\n$", part));
        Assert.Equal(Encoding.UTF8.GetString(Batch.After(0).Span), $"id: 4\n{parts[0]}id: 7\n{parts[1]}id: 11\n{parts[2]}");
    }

    private static JobEvent Event(long job) => new(job, "succeeded", default(Instant));
}
