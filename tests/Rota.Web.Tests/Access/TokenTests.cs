using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Rota.App.Access;
using Rota.Web.Api;
using Rota.Web.Routing;

namespace Rota.Web.Tests.Access;

/// <summary>Tokens that people made: what each allows, for which jobs, and until when.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public void The_scopes_of_tokens_are_those_of_routes() =>
        Assert.Equal(Enum.GetNames<Scope>().Skip(1).Select(name => name.ToLowerInvariant()), AccessScopes.All);

    public static TheoryData<string, string, string> Scoped =>
        [.. ApiRoutes.All.Where(route => route.Scope != Scope.None).Select(route => (route.Method, route.Path, route.Scope.ToString().ToLowerInvariant()))];

    /// <summary>Each route with a token of all scopes but its own.</summary>
    [Theory]
    [MemberData(nameof(Scoped))]
    public async Task A_token_allows_its_scopes_and_nothing_else(string method, string path, string scope)
    {
        As(Make("others", string.Join(',', AccessScopes.All.Where(one => one != scope && one != AccessScopes.Admin))));
        var (status, body, answer) = await state.Ask(method, Filled(path));
        Assert.Equal((HttpStatusCode.Forbidden, "not-allowed"), (status, body.GetProperty("code").GetString()));
        Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", "GET", "/v1/jobs")]
    [InlineData("logs", "GET", "/v1/tasks/1/logs")]
    [InlineData("submit", "POST", "/v1/jobs")]
    [InlineData("operate", "POST", "/v1/jobs/1:set")]
    [InlineData("admin", "GET", "/v1/tokens")]
    [InlineData("read,operate", "GET", "/v1/jobs")]
    public async Task A_token_that_allows_it_is_let_in(string scopes, string method, string path)
    {
        As(Make("t", scopes));
        Assert.NotEqual(HttpStatusCode.Forbidden, (await state.Ask(method, path)).Status);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_only_its_hash_is_kept()
    {
        var (status, made, _) = await state.Ask("POST", "/v1/tokens", """{"name":"ci","scopes":["read"],"expires":"30d"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        var token = made.GetProperty("token").GetString()!;
        Assert.Equal("rota_".Length + 64, token.Length);
        foreach (var file in Directory.EnumerateFiles(state.Site.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(token, File.ReadAllText(file), StringComparison.Ordinal);
        }

        var listed = await Listed("ci");
        Assert.DoesNotContain(token, listed.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, listed.GetProperty("expires").ValueKind);
        Assert.Equal(HttpStatusCode.Conflict, (await state.Ask("POST", "/v1/tokens", """{"name":"ci","scopes":["read"]}""")).Status);
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["read"]}""")]
    [InlineData("""{"name":"a b","scopes":["read"]}""")]
    [InlineData("""{"name":"a\nb","scopes":["read"]}""")]
    [InlineData("""{"name":"state","scopes":["read"]}""")]
    [InlineData("""{"name":"a","scopes":[]}""")]
    [InlineData("""{"name":"a","scopes":["root"]}""")]
    [InlineData("""{"name":"a","scopes":["admin"],"tags":{"team":"x"}}""")]
    [InlineData("""{"name":"a","scopes":["read"],"expires":"soon"}""")]
    [InlineData("""{"name":"a","scopes":["read"],"expires":"-1d"}""")]
    public async Task A_token_that_makes_no_sense_is_not_made(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("POST", "/v1/tokens", body)).Status);
        Assert.Equal(0, (await state.Ask("GET", "/v1/tokens")).Body.GetProperty("tokens").GetArrayLength());
    }

    [Fact]
    public async Task A_token_that_was_taken_back_or_is_over_is_none()
    {
        var (revoked, brief) = (Make("a", "read"), Make("b", "read", expires: "0.3s"));
        state.Client.DefaultRequestHeaders.Authorization = new("Bearer", state.Token);
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("POST", "/v1/tokens/a:revoke")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await state.Ask("POST", "/v1/tokens/a:revoke")).Status);
        await Refused(revoked);
        await Refused(brief);
        state.Client.DefaultRequestHeaders.Authorization = new("Bearer", state.Token);
        Assert.True((await Listed("b")).GetProperty("expired").GetBoolean());
    }

    [Fact]
    public async Task A_token_that_is_taken_back_ends_what_it_has_open()
    {
        var job = await state.Submit();
        As(Make("watcher", "read"));
        using var answer = await state.Client.GetAsync($"/v1/jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken));
        TokenCases.Revoke(state.Site, "watcher");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await stream.ReadAsync(new byte[256], patience.Token) > 0)
            {
                // What was on its way arrives yet.
            }

            throw new IOException("it ended");
        });
    }

    [Fact]
    public async Task The_use_of_a_token_is_told_to_the_minute()
    {
        As(Make("ci", "read"));
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs")).Status);
        state.Client.DefaultRequestHeaders.Authorization = new("Bearer", state.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Listed("ci")).GetProperty("used").ValueKind == JsonValueKind.Null)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    [Fact]
    public async Task A_token_with_a_label_finds_jobs_that_carry_it_and_no_other()
    {
        var (mine, other) = (await Submit("mine", "team: vision"), await Submit("other", "team: speech"));
        As(Make("vision", "read,logs,submit,operate", tags: "team=vision"));
        Assert.Equal([mine], (await state.Ask("GET", "/v1/jobs")).Body.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetInt64()));
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", $"/v1/jobs/{mine}")).Status);
        foreach (var path in (string[])["/v1/jobs/{0}", "/v1/jobs/{0}/tasks", "/v1/jobs/{0}/failures", "/v1/jobs/{0}/efficiency", "/v1/jobs/{0}/events", "/v1/tasks/{0}.a.1/explanation", "/v1/tasks/{0}.a.1/logs", "/v1/tasks/{0}.a.1", "/v1/tasks/{0}.a.1/streams", "/v1/tasks/{0}.a.1/streams/output", "/v1/tasks/{0}.a.1/streams/errors/search?text=x", "/v1/jobs/{0}/durations", "/v1/jobs/{0}/timeline", "/v1/jobs/{0}/graph", "/v1/jobs/{0}/states", "/v1/events?topics=job:{0}"])
        {
            await SameAsAbsent("GET", path, other, null);
        }

        foreach (var path in (string[])["/v1/tasks/{0}.a.1", "/v1/tasks/{0}.a.1/streams", "/v1/jobs/{0}/durations", "/v1/jobs/{0}/timeline", "/v1/jobs/{0}/graph"])
        {
            Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", path.Replace("{0}", $"{mine}"))).Status);
        }

        foreach (var path in (string[])["/v1/events", "/v1/events?topics=overview", $"/v1/events?topics=job:{mine},overview"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await state.Ask("GET", path)).Status);
        }

        var (_, found, _) = await state.Ask("GET", "/v1/search?text=o");
        Assert.Equal(0, found.GetProperty("found").GetArrayLength());
        Assert.Equal(1, (await state.Ask("GET", "/v1/search?text=mi")).Body.GetProperty("found").GetArrayLength());
        foreach (var verb in (string[])["cancel", "pause", "resume", "seal", "rerun", "hold", "release"])
        {
            await SameAsAbsent("POST", $"/v1/jobs/{{0}}:{verb}", other, """{}""");
        }

        var (_, refused, _) = await state.Ask("POST", "/v1/jobs:pause?plan=true", $$"""{"jobs":["{{other}}","other"]}""");
        Assert.All(refused.GetProperty("refused").EnumerateArray(), one => Assert.Equal("no-such-job", one.GetProperty("code").GetString()));
        Assert.Equal(0, (await state.Ask("GET", "/v1/names/other/runs")).Body is { ValueKind: JsonValueKind.Object } runs && runs.TryGetProperty("runs", out var list) ? list.GetArrayLength() : 0);
    }

    [Fact]
    public async Task What_a_token_with_a_label_submits_carries_it_and_keys_of_others_are_not_there()
    {
        const string File = "name: same\ntasks:\n- id: a\n  command: echo\n";
        var (_, first, _) = await state.Ask("POST", "/v1/jobs", File, ("Idempotency-Key", "key"));
        As(Make("vision", "read,submit", tags: "team=vision"));
        var (status, second, _) = await state.Ask("POST", "/v1/jobs", File, ("Idempotency-Key", "key"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(first.GetProperty("id").GetInt64(), second.GetProperty("id").GetInt64());
        var (_, job, _) = await state.Ask("GET", $"/v1/jobs/{second.GetProperty("id")}");
        Assert.Equal("vision", job.GetProperty("job").GetProperty("tags").GetProperty("team").GetString());
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("POST", "/v1/jobs", File, ("Idempotency-Key", "key"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await state.Ask("POST", "/v1/jobs", File + "tags: {team: speech}\n")).Status);
    }

    public static TheoryData<string, string> Whole =>
        [.. ApiRoutes.All.Where(route => !route.IsOfJobs && route.Scope is not (Scope.None or Scope.Admin)).Select(route => (route.Method, route.Path))];

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task A_token_with_a_label_is_refused_what_is_of_the_whole_state(string method, string path)
    {
        As(Make("vision", "read,logs,submit,operate", tags: "team=vision"));
        var (status, body, _) = await state.Ask(method, Filled(path));
        Assert.Equal((HttpStatusCode.Forbidden, "not-allowed"), (status, body.GetProperty("code").GetString()));
    }

    public void Dispose() => state.Dispose();

    private static string Filled(string path) => string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "1" + part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..] : part));

    private string Make(string name, string scopes, string? tags = null, string? expires = null) =>
        TokenCases.Create(state.Site, new TokenRequest(name, scopes)
        {
            Expires = expires,
            Tags = (tags?.Split(',') ?? []).ToDictionary(tag => tag.Split('=')[0], tag => tag.Split('=')[1]),
        }).Token;

    private void As(string token) => state.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private async Task<JsonElement> Listed(string name) =>
        (await state.Ask("GET", "/v1/tokens")).Body.GetProperty("tokens").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    private async Task<long> Submit(string name, string tags)
    {
        var (status, body, _) = await state.Ask("POST", "/v1/jobs", $"name: {name}\ntags: {{{tags}}}\ntasks:\n- id: a\n  array: 1-2\n  command: echo hi\n");
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("id").GetInt64();
    }

    /// <summary>A token holds until what is known of it is a moment old.</summary>
    private async Task Refused(string token)
    {
        As(token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await state.Ask("GET", "/v1/jobs")).Status != HttpStatusCode.Unauthorized)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task SameAsAbsent(string method, string path, long other, string? body)
    {
        var (foreignStatus, foreign, _) = await state.Ask(method, path.Replace("{0}", $"{other}"), body);
        var (absentStatus, absent, _) = await state.Ask(method, path.Replace("{0}", "7777"), body);
        Assert.Equal(absentStatus, foreignStatus);
        Assert.Equal(HttpStatusCode.NotFound, foreignStatus);
        Assert.Equal(
            absent.GetProperty("detail").GetString()!.Replace("7777", "ID", StringComparison.Ordinal),
            foreign.GetProperty("detail").GetString()!.Replace($"{other}", "ID", StringComparison.Ordinal));
    }
}
