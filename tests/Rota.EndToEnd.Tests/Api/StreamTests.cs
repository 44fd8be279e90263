using System.Net;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>Parts of what an attempt wrote, while it grows and after its end.</summary>
public sealed class StreamTests : IDisposable
{
    private const string Numbers = "/v1/tasks/1.a.1/streams/output";
    private readonly RotaState rota = new();
    private readonly Daemon api;

    public StreamTests() => api = new Daemon(rota, "-j", "2");

    [Theory]
    [InlineData("bytes=0-1", 206, "1\n", "bytes 0-1/10")]
    [InlineData("bytes=4-", 206, "3\n4\n5\n", "bytes 4-9/10")]
    [InlineData("bytes=-4", 206, "4\n5\n", "bytes 6-9/10")]
    [InlineData("bytes=-4000", 206, "1\n2\n3\n4\n5\n", "bytes 0-9/10")]
    [InlineData("bytes=8-4000", 206, "5\n", "bytes 8-9/10")]
    [InlineData("bytes=10-", 416, null, "bytes */10")]
    [InlineData("bytes=4000-5000", 416, null, "bytes */10")]
    [InlineData("bytes=0-1,4-5", 200, "1\n2\n3\n4\n5\n", null)]
    [InlineData("lines=0-1", 200, "1\n2\n3\n4\n5\n", null)]
    [InlineData("bytes=5-2", 200, "1\n2\n3\n4\n5\n", null)]
    public void A_range_is_the_bytes_it_says_or_there_is_none(string range, int status, string? text, string? said)
    {
        api.Ended(api.Submit("seq 5"));
        var (answered, _, answer) = api.Ask("GET", Numbers, null, ("Range", range));
        Assert.Equal(status, (int)answered);
        Assert.Equal(said, answer.Content.Headers.TryGetValues("Content-Range", out var values) ? values.Single() : null);
        if (text is not null)
        {
            Assert.Equal(text, Daemon.TextOf(answer));
            Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        }
    }

    [Fact]
    public void A_part_of_another_file_than_the_one_that_was_seen_is_all_of_it()
    {
        api.Ended(api.Submit("seq 5"));
        var tag = api.Ask("GET", Numbers).Answer.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.PartialContent, api.Ask("GET", Numbers, null, ("Range", "bytes=0-1"), ("If-Range", tag)).Status);
        Assert.Equal(HttpStatusCode.OK, api.Ask("GET", Numbers, null, ("Range", "bytes=0-1"), ("If-Range", "\"other\"")).Status);
    }

    [Fact]
    public void A_line_is_found_by_its_number_and_lines_by_what_they_have()
    {
        api.Ended(api.Submit("seq 20000; echo wrong >&2"));
        Assert.StartsWith("18211\n18212\n", api.Text($"{Numbers}?from_line=18211"));
        Assert.Equal("", api.Text($"{Numbers}?from_line=99999"));
        var lines = api.Text($"{Numbers}/search?text=1821").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(13, lines.Length);
        var hit = JsonDocument.Parse(lines[2]).RootElement;
        Assert.Equal((18210, "18210"), (hit.GetProperty("line").GetInt32(), hit.GetProperty("text").GetString()));
        Assert.StartsWith("18210\n", api.Text(Numbers)[hit.GetProperty("offset").GetInt32()..]);
        Assert.Equal("""{"version":1,"lines":20000,"bytes":108894,"hits":12,"complete":true}""", lines[^1]);
        Assert.Contains("\"complete\":false", api.Text($"{Numbers}/search?text=%5E1.*9%24&regex=true&limit=3"));
        Assert.Contains("\"hits\":1,", api.Text("/v1/tasks/1.a.1/streams/errors/search?text=WRONG&ignore_case=true"));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-pattern"), Refused($"{Numbers}/search?text=(&regex=true"));
        Assert.Equal((HttpStatusCode.BadRequest, "usage"), Refused($"{Numbers}/search"));
        Assert.Equal((HttpStatusCode.BadRequest, "usage"), Refused("/v1/tasks/1.a.1/streams/outptu"));
        Assert.Equal((HttpStatusCode.NotFound, "no-such-attempt"), Refused("/v1/tasks/1.a.1.7/streams/output"));
    }

    [Fact]
    public void What_grows_is_followed_to_its_end_and_places_in_it_stay()
    {
        var gate = Path.Combine(rota.Root, "go");
        var job = api.Submit($"echo before; until [ -e {gate} ]; do sleep 0.05; done; echo after");
        Until.True(() => api.Ask("GET", "/v1/tasks/1.a.1/streams").Body.GetProperty("output").GetProperty("bytes").GetInt64() == 7, "it has written");
        using var followed = api.Follow($"{Numbers}?follow=true");
        Assert.Equal("before", followed.ReadLine());
        Assert.Equal(["true"], api.Ask("GET", Numbers, null, ("Range", "bytes=0-2")).Answer.Headers.GetValues("Stream-Live"));
        File.WriteAllText(gate, "");
        Assert.Equal("after", followed.ReadLine());
        Assert.Null(followed.ReadLine());
        api.Ended(job);
        var (_, _, rest) = api.Ask("GET", Numbers, null, ("Range", "bytes=7-"));
        Assert.Equal("after\n", Daemon.TextOf(rest));
        Assert.Equal(["false"], rest.Headers.GetValues("Stream-Live"));
    }

    [Fact]
    public void What_has_not_begun_is_empty_and_a_stream_is_of_one_task()
    {
        api.Submit("sleep 600", tasks: 3);
        Assert.Equal((HttpStatusCode.NotFound, "no-such-task"), Refused("/v1/tasks/1.a/streams/output"));
        Assert.Equal("", api.Text("/v1/tasks/1.a.3/streams/output"));
        Assert.Equal(0, api.Ask("GET", "/v1/tasks/1.a.3/streams").Body.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public void A_download_is_a_file_whose_name_says_nothing_else()
    {
        api.Ended(api.Submit("seq 5"));
        var (_, _, answer) = api.Ask("GET", $"{Numbers}?download=true");
        Assert.Equal("attachment; filename=\"1.a.1.attempt-1.output.txt\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
    }

    public void Dispose()
    {
        api.Dispose();
        rota.Dispose();
    }

    private (HttpStatusCode Status, string? Code) Refused(string path)
    {
        var (status, body, _) = api.Ask("GET", path);
        return (status, body.GetProperty("code").GetString());
    }
}
