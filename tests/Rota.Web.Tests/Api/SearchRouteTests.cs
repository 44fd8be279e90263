using System.Net;
using System.Text.Json;

namespace Rota.Web.Tests.Api;

/// <summary>What a word means that somebody types.</summary>
public sealed class SearchRouteTests : IDisposable
{
    private readonly ServedState state = new();

    [Theory]
    [InlineData("1", "job nightly 1")]
    [InlineData("nightly", "job nightly 2")]
    [InlineData("night", "job nightly 2, queue nights ")]
    [InlineData("1.a", "entry 1.a 1")]
    [InlineData("1.a.2", "task 1.a.2 1")]
    [InlineData("nightly.a.2", "task 2.a.2 2")]
    [InlineData("  nightly.a.2 ", "task 2.a.2 2")]
    [InlineData("@last", "job train 3")]
    [InlineData("t", "job train 3, queue default , queue nights , schedule report ")]
    [InlineData("REPORT", "schedule report ")]
    [InlineData("1.b", "")]
    [InlineData("1.a.99", "")]
    [InlineData("77", "")]
    [InlineData("nobody", "")]
    [InlineData("%", "")]
    public async Task A_word_is_looked_for_among_addresses_and_names(string word, string expected)
    {
        await state.Submit("nightly", 3);
        await state.Submit("nightly", 2);
        await state.Submit("train");
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("PATCH", "/v1/queues/nights", """{"concurrency":1}""", ("If-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("POST", "/v1/jobs", """{"file":"name: report\nschedule: {cron: \"0 2 * * *\", timezone: UTC}\ntasks:\n- id: a\n  command: echo\n","register":true}""")).Status);
        var (status, body, _) = await state.Ask("GET", $"/v1/search?text={Uri.EscapeDataString(word)}");
        Assert.Equal(HttpStatusCode.OK, status);
        var found = body.GetProperty("found").EnumerateArray().Where(one => one.GetProperty("kind").GetString() != "node");
        Assert.Equal(expected, string.Join(", ", found.Select(Told)));
    }

    [Theory]
    [InlineData("/v1/search")]
    [InlineData("/v1/search?text=")]
    [InlineData("/v1/search?text=a&limit=1000")]
    public async Task What_asks_for_nothing_or_too_much_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", path)).Status);

    public void Dispose() => state.Dispose();

    private static string Told(JsonElement one) =>
        $"{one.GetProperty("kind")} {one.GetProperty("name")} {(one.TryGetProperty("job", out var job) ? job.GetInt64() : "")}";
}
