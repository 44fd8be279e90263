using System.Net;
using Rota.Core.Model;
using Rota.Web.Events;

namespace Rota.Web.Tests.Following;

/// <summary>One stream for several topics.</summary>
public sealed class TopicTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task Without_topics_a_change_of_anything_is_told_and_not_what()
    {
        using var stream = await Open("/v1/events");
        Assert.Equal("event: alive", await Line(stream, "event: "));
        await state.Submit();
        Assert.Equal("event: changed", await Line(stream, "event: changed"));
    }

    [Fact]
    public async Task A_stream_of_jobs_begins_with_the_place_of_each_and_hears_nothing_of_the_state()
    {
        var (one, other) = (await state.Submit("one"), await state.Submit("other"));
        using var stream = await Open($"/v1/events?topics=job:{one},job:other");
        var id = (await Line(stream, "id: "))[4..];
        Assert.Equal([new JobId(one), new JobId(other)], StreamPlaces.Read(id).Keys);
        Assert.Equal("event: alive", await Line(stream, "event: "));
    }

    [Theory]
    [InlineData("topics=jobs:1")]
    [InlineData("topics=job:")]
    [InlineData("topics=overview,nothing")]
    [InlineData("topics=job:1&after=17")]
    [InlineData("topics=job:1&after=1.x")]
    [InlineData("topics=job:1&after=1.2-3")]
    public async Task What_is_no_topic_and_no_place_is_refused(string query)
    {
        await state.Submit();
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", $"/v1/events?{query}")).Status);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_no_topic() =>
        Assert.Equal(HttpStatusCode.NotFound, (await state.Ask("GET", "/v1/events?topics=job:77")).Status);

    [Fact]
    public void More_jobs_than_a_stream_may_have_are_refused() =>
        Assert.Throws<App.Problems.ProblemException>(() => Topics.Read(string.Join(',', Enumerable.Range(1, 51).Select(job => $"job:{job}"))));

    [Fact]
    public void A_place_is_read_as_it_was_written()
    {
        var places = StreamPlaces.Read(StreamPlaces.Write([(new JobId(42), 17), (new JobId(7), 0)]));
        Assert.Equal([(42, 17), (7, 0)], places.Select(one => (one.Key.Value, one.Value)));
        Assert.Empty(StreamPlaces.Read(null));
    }

    public void Dispose() => state.Dispose();

    private async Task<StreamReader> Open(string path) =>
        new(await state.Client.GetStreamAsync(path, TestContext.Current.CancellationToken));

    private static async Task<string> Line(StreamReader stream, string begin)
    {
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(begin, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("it ended");
    }
}
