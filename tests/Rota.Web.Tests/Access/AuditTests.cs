using System.Net;
using Rota.App.Access;

namespace Rota.Web.Tests.Access;

/// <summary>What the audit tells of changes over HTTP.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task An_entry_says_which_token_which_request_and_why()
    {
        var token = TokenCases.Create(state.Site, new TokenRequest("ci", "submit")).Token;
        var (_, _, answer) = await state.Ask("POST", "/v1/jobs", "name: job\ntasks:\n- id: a\n  command: echo\n", ("Authorization", $"Bearer {token}"), ("Rota-Why", "nightly gr%C3%B6%C3%9Fer"));
        var (_, audit, _) = await state.Ask("GET", "/v1/audit?filter=action:job.submit");
        var entry = Assert.Single(audit.GetProperty("entries").EnumerateArray());
        Assert.Equal(("api", "ci", "job 1", "nightly größer"), (Text("door"), Text("by"), Text("subject"), Text("why")));
        Assert.Equal(answer.Headers.GetValues("Request-Id").Single(), Text("request"));
        Assert.Equal("job", entry.GetProperty("after").GetProperty("name").GetString());

        string? Text(string name) => entry.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Pages_follow_each_other_and_one_of_another_filter_is_refused()
    {
        for (var count = 0; count < 5; count++)
        {
            await state.Submit();
        }

        var (_, first, _) = await state.Ask("GET", "/v1/audit?filter=action:job.submit&page_size=3");
        var next = first.GetProperty("next").GetString()!;
        var (_, second, _) = await state.Ask("GET", $"/v1/audit?filter=action:job.submit&page_size=3&page_token={next}");
        Assert.Equal([5, 4, 3, 2, 1], Numbers(first).Concat(Numbers(second)).Select(number => number - Numbers(second)[^1] + 1));
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", $"/v1/audit?page_token={next}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", $"/v1/audit?filter=door:cli&page_token={next}")).Status);

        static long[] Numbers(System.Text.Json.JsonElement page) => [.. page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("number").GetInt64())];
    }

    [Fact]
    public async Task It_is_proven_over_HTTP_and_an_entry_that_was_noted_is_looked_for()
    {
        await state.Submit();
        var (_, report, _) = await state.Ask("GET", "/v1/audit:verify");
        Assert.True(report.GetProperty("ok").GetBoolean());
        var known = $"{report.GetProperty("newest")}:{report.GetProperty("hash").GetString()}";
        Assert.True((await state.Ask("GET", $"/v1/audit:verify?known={known}")).Body.GetProperty("ok").GetBoolean());
        Assert.False((await state.Ask("GET", $"/v1/audit:verify?known={known[..^1]}x")).Body.GetProperty("ok").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", "/v1/audit:verify?known=x")).Status);
    }

    [Fact]
    public async Task A_reason_without_an_end_is_refused_and_nothing_is_done()
    {
        var (status, _, _) = await state.Ask("POST", "/v1/jobs", "name: job\ntasks:\n- id: a\n  command: echo\n", ("Rota-Why", new string('x', 1_001)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Empty((await state.Ask("GET", "/v1/jobs")).Body.GetProperty("jobs").EnumerateArray());
    }

    public void Dispose() => state.Dispose();
}
