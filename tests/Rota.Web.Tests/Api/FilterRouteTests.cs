using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Rota.App.Access;
using Rota.Store.SavedFilters;

namespace Rota.Web.Tests.Api;

/// <summary>Filters with names, over HTTP: whose they are, which version is changed, and how many rows they mean.</summary>
public sealed class FilterRouteTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task A_filter_has_its_name_and_how_many_rows_it_means_beside_it()
    {
        await state.Submit("train");
        await state.Submit("train");
        var other = await state.Submit("other", tasks: 7);
        Assert.Equal(HttpStatusCode.OK, (await Save("jobs", "My trains", "name:train")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Save("tasks", "Late ones", "index:>4")).Status);
        var mine = Assert.Single(await List("/v1/filters/jobs"));
        Assert.Equal(("My trains", "name:train", false, 2, true), (Text(mine, "name"), Text(mine, "filter"), mine.GetProperty("shared").GetBoolean(), mine.GetProperty("count").GetInt32(), mine.GetProperty("complete").GetBoolean()));
        Assert.Equal(3, Assert.Single(await List($"/v1/filters/tasks?job={other}")).GetProperty("count").GetInt32());
        Assert.Equal(JsonValueKind.Null, Assert.Single(await List("/v1/filters/tasks")).GetProperty("count").ValueKind);
    }

    [Fact]
    public async Task Ones_own_is_seen_by_oneself_and_what_is_shared_by_everybody()
    {
        await Save("jobs", "mine", "state:failed");
        await Save("jobs", "ours", "state:running", """,'shared':true""");
        As("ci", "read,operate");
        Assert.Equal("ours", Text(Assert.Single(await List("/v1/filters/jobs")), "name"));
        await Save("jobs", "mine", "id:1");
        Assert.Equal(["mine id:1", "ours state:running"], (await List("/v1/filters/jobs")).Select(one => $"{Text(one, "name")} {Text(one, "filter")}"));
        Assert.Equal("no-such-filter", await Refused("DELETE", "/v1/filters/jobs/ours", null, HttpStatusCode.NotFound, ("If-Match", "*")));
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("DELETE", "/v1/filters/jobs/ours?shared=true", null, ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task Who_only_looks_saves_nothing()
    {
        As("eyes", "read");
        Assert.Equal("not-allowed", await Refused("PUT", "/v1/filters/jobs/x", """{"filter":"id:1"}""", HttpStatusCode.Forbidden, ("If-None-Match", "*")));
        Assert.Empty(await List("/v1/filters/jobs"));
    }

    [Fact]
    public async Task Nobody_takes_the_place_of_what_they_have_not_seen()
    {
        var (_, _, saved) = await Save("jobs", "x", "id:1");
        var version = saved.Headers.ETag!.Tag;
        Assert.Equal("changed", await Refused("PUT", "/v1/filters/jobs/x", """{"filter":"id:2"}""", HttpStatusCode.PreconditionFailed, ("If-None-Match", "*")));
        Assert.Equal("version-needed", await Refused("PUT", "/v1/filters/jobs/x", """{"filter":"id:2"}""", (HttpStatusCode)428));
        Assert.Equal(version, $"\"{Text(Assert.Single(await List("/v1/filters/jobs")), "version")}\"");
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("PUT", "/v1/filters/jobs/x", """{"filter":"id:2"}""", ("If-Match", version))).Status);
        Assert.Equal("changed", await Refused("DELETE", "/v1/filters/jobs/x", null, HttpStatusCode.PreconditionFailed, ("If-Match", version)));
        Assert.Equal("id:2", Text(Assert.Single(await List("/v1/filters/jobs")), "filter"));
    }

    [Theory]
    [InlineData("/v1/filters/jobs/x", """{"filter":"stat:failed"}""", "bad-filter")]
    [InlineData("/v1/filters/tasks/x", """{"filter":"queue:gpu"}""", "bad-filter")]
    [InlineData("/v1/filters/jobs/x", """{"filter":" "}""", "usage")]
    [InlineData("/v1/filters/queues/x", """{"filter":"id:1"}""", "usage")]
    [InlineData("/v1/filters/jobs/%20", """{"filter":"id:1"}""", "usage")]
    [InlineData("/v1/filters/jobs/a%0ab", """{"filter":"id:1"}""", "usage")]
    [InlineData("/v1/filters/jobs/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", """{"filter":"id:1"}""", "usage")]
    public async Task What_is_no_filter_or_no_name_is_refused(string path, string body, string code) =>
        Assert.Equal(code, await Refused("PUT", path, body, HttpStatusCode.BadRequest, ("If-None-Match", "*")));

    [Fact]
    public async Task There_are_so_many_and_no_more()
    {
        using (var filters = state.Site.Open().Filters())
        {
            for (var one = 0; one < SavedFilter.OfOwnerMax; one++)
            {
                filters.Save(new SavedFilter { Owner = StateToken.Name, List = "jobs", Name = $"f{one}", Filter = "id:1", Saved = state.Site.Now });
            }
        }

        Assert.Equal("too-many-filters", await Refused("PUT", "/v1/filters/jobs/x", """{"filter":"id:1"}""", HttpStatusCode.Conflict, ("If-None-Match", "*")));
        Assert.Equal(SavedFilter.OfOwnerMax, (await List("/v1/filters/jobs")).Count);
    }

    [Theory]
    [InlineData("/v1/jobs:count", 3)]
    [InlineData("/v1/jobs:count?filter=name:train", 2)]
    [InlineData("/v1/jobs:count?filter=state:running", 0)]
    [InlineData("/v1/jobs/3/tasks:count", 7)]
    [InlineData("/v1/jobs/3/tasks:count?filter=index:2..4", 3)]
    [InlineData("/v1/jobs/3/tasks:count?filter=state:failed", 0)]
    public async Task What_a_filter_means_is_counted(string path, int count)
    {
        await state.Submit("train");
        await state.Submit("train");
        await state.Submit("other", tasks: 7);
        var (status, body, _) = await state.Ask("GET", path);
        Assert.Equal((HttpStatusCode.OK, count, true), (status, body.GetProperty("count").GetInt32(), body.GetProperty("complete").GetBoolean()));
    }

    public void Dispose() => state.Dispose();

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Answer)> Save(string list, string name, string filter, string more = "") =>
        state.Ask("PUT", $"/v1/filters/{list}/{Uri.EscapeDataString(name)}", $$"""{"filter":"{{filter}}"{{more.Replace('\'', '"')}}}""", ("If-None-Match", "*"));

    private async Task<IReadOnlyList<JsonElement>> List(string path) => [.. (await state.Ask("GET", path)).Body.GetProperty("filters").EnumerateArray()];

    private async Task<string> Refused(string method, string path, string? body, HttpStatusCode status, params (string, string)[] headers)
    {
        var (got, problem, _) = await state.Ask(method, path, body, headers);
        Assert.Equal(status, got);
        return problem.GetProperty("code").GetString()!;
    }

    private void As(string name, string scopes) =>
        state.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenCases.Create(state.Site, new TokenRequest(name, scopes)).Token);
}
