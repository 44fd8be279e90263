using System.Net;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>Whatever is changed, by whatever way: the audit says who did it.</summary>
public sealed class AuditRouteTests : IDisposable
{
    private const string File = """{"file":"name: work\nnotify: [{on: [ended], command: [\"true\"]}]\ntasks:\n- id: a\n  array: 1-3\n  command: sleep 600\n"}""";
    private const string Nightly = """{"file":"name: nightly\nschedule: {cron: \"0 2 * * *\", timezone: UTC}\ntasks:\n- id: a\n  command: echo\n","register":true}""";

    /// <summary>Each route that changes something, with a request that does, in an order in which each can.</summary>
    private static readonly (string Route, string Path, string? Body)[] Requests =
    [
        ("POST /v1/jobs", "/v1/jobs", File),
        ("POST /v1/jobs", "/v1/jobs", Nightly),
        ("POST /v1/jobs/{job}:pause", "/v1/jobs/3:pause", null),
        ("POST /v1/jobs/{job}:resume", "/v1/jobs/3:resume", null),
        ("POST /v1/jobs:pause", "/v1/jobs:pause", """{"jobs":["3"]}"""),
        ("POST /v1/jobs:resume", "/v1/jobs:resume", """{"jobs":["3"]}"""),
        ("POST /v1/jobs/{job}:set", "/v1/jobs/3:set", """{"priority":3}"""),
        ("POST /v1/jobs:set", "/v1/jobs:set", """{"jobs":["3"],"priority":4}"""),
        ("POST /v1/jobs/{job}:hold", "/v1/jobs/3:hold", """{"task":"a","tasks":"3"}"""),
        ("POST /v1/jobs/{job}:release", "/v1/jobs/3:release", """{"task":"a","tasks":"3"}"""),
        ("POST /v1/jobs/{job}:seal", "/v1/jobs/1:seal", null),
        ("POST /v1/jobs:seal", "/v1/jobs:seal", """{"jobs":["2"]}"""),
        ("POST /v1/tasks:hold", "/v1/tasks:hold", """{"jobs":["3"]}"""),
        ("POST /v1/tasks:release", "/v1/tasks:release", """{"jobs":["3"]}"""),
        ("POST /v1/jobs:hold", "/v1/jobs:hold", """{"filter":"name:none"}"""),
        ("POST /v1/jobs:release", "/v1/jobs:release", """{"filter":"name:none"}"""),
        ("POST /v1/jobs/{job}:cancel", "/v1/jobs/3:cancel", null),
        ("POST /v1/jobs:cancel", "/v1/jobs:cancel", """{"filter":"name:open"}"""),
        ("", "/v1/jobs/3?wait_for=ended", null),
        ("POST /v1/jobs/{job}:rerun", "/v1/jobs/3:rerun", """{"all":true}"""),
        ("POST /v1/tasks:rerun", "/v1/tasks:rerun", """{"jobs":["3"]}"""),
        ("POST /v1/jobs:rerun", "/v1/jobs:rerun", """{"filter":"name:none"}"""),
        ("PATCH /v1/queues/{queue}", "/v1/queues/gpu", """{"concurrency":1}"""),
        ("DELETE /v1/queues/{queue}", "/v1/queues/gpu", null),
        ("POST /v1/budgets:set", "/v1/budgets:set", """{"scope":"/","amounts":"license/x=4"}"""),
        ("POST /v1/budgets:set", "/v1/budgets:set", """{"scope":"/a","amounts":"license/x=1"}"""),
        ("POST /v1/budgets:grant", "/v1/budgets:grant", """{"scope":"/a","amounts":"license/x=1","for":"1h"}"""),
        ("POST /v1/budgets:lend", "/v1/budgets:lend", """{"from":"/a","scope":"/","amounts":"license/x=1","for":"1h"}"""),
        ("POST /v1/budgets:recall", "/v1/budgets:recall", """{"grant":1}"""),
        ("POST /v1/budgets:recall", "/v1/budgets:recall", """{"grant":2}"""),
        ("POST /v1/budgets:remove", "/v1/budgets:remove", """{"scope":"/a"}"""),
        ("PUT /v1/filters/{list}/{name}", "/v1/filters/jobs/failing", """{"filter":"state:failed"}"""),
        ("DELETE /v1/filters/{list}/{name}", "/v1/filters/jobs/failing", null),
        ("POST /v1/schedules/{schedule}:pause", "/v1/schedules/nightly:pause", null),
        ("POST /v1/schedules/{schedule}:resume", "/v1/schedules/nightly:resume", null),
        ("POST /v1/schedules/{schedule}:run", "/v1/schedules/nightly:run", null),
        ("POST /v1/schedules/{schedule}:remove", "/v1/schedules/nightly:remove", null),
        ("POST /v1/notifications/{number}:redeliver", "/v1/notifications/1:redeliver", null),
        ("POST /v1/tokens", "/v1/tokens", """{"name":"ci","scopes":["read"]}"""),
        ("POST /v1/tokens/{token}:revoke", "/v1/tokens/ci:revoke", null),
    ];

    /// <summary>Routes whose change cannot be brought about here, and the test that does.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["POST /v1/operations/{operation}:cancel"] = "AuditContract",
        // They need a node.
        ["POST /v1/nodes/{node}:cordon"] = nameof(Cells.GatewayTests),
        ["POST /v1/nodes/{node}:drain"] = nameof(Cells.GatewayTests),
        ["POST /v1/nodes/{node}:open"] = nameof(Cells.GatewayTests),
        ["POST /v1/nodes/{node}:remove"] = nameof(Cells.GatewayTests),
        ["POST /v1/claims"] = nameof(Cells.OutsideSchedulerTests),
        // Of who logs in nothing of the state changes.
        ["POST /v1/session"] = "SessionTests",
        ["POST /v1/session/codes"] = "SessionTests",
        ["DELETE /v1/session"] = "SessionTests",
    };

    private readonly RotaState rota = new();
    private readonly Daemon api;

    public AuditRouteTests() => api = new Daemon(rota, "-j", "1");

    [Fact]
    public void Every_route_that_changes_something_leaves_an_entry_with_its_request()
    {
        rota.Run("submit", "--open", "--name", "open", "sleep 600", ":::", "a").Exits(0);
        rota.Run("submit", "--open", "--name", "open", "sleep 600", ":::", "a").Exits(0);
        foreach (var (route, path, body) in Requests)
        {
            if (route.Length == 0)
            {
                api.Ask("GET", path);
                continue;
            }

            if (route.Contains("notifications", StringComparison.Ordinal))
            {
                Until.True(() => api.Ask("GET", "/v1/notifications").Body.GetProperty("deliveries").GetArrayLength() > 0, "a notification is written");
            }

            var isNew = route.StartsWith("PUT /v1/filters", StringComparison.Ordinal);
            var (status, answered, answer) = api.Ask(
                route.Split(' ')[0], path, body, (isNew ? "If-None-Match" : "If-Match", "*"), ("Rota-Why", "because"));
            Assert.True((int)status < 300, $"{route}: {status} {answered}");
            var request = answer.Headers.GetValues("Request-Id").Single();
            var entries = api.Ask("GET", $"/v1/audit?filter=request:{Uri.EscapeDataString($"\"{request}\"")}").Body.GetProperty("entries");
            Assert.True(entries.GetArrayLength() > 0, $"{route} leaves no entry");
            Assert.All(entries.EnumerateArray(), entry => Assert.Equal(
                ("api", "state", "because"),
                (entry.GetProperty("door").GetString(), entry.GetProperty("by").GetString(), entry.GetProperty("why").GetString())));
        }

        Assert.True(api.Ask("GET", "/v1/audit:verify").Body.GetProperty("ok").GetBoolean());
        rota.Run("audit", "verify").Exits(0);
    }

    /// <summary>A new route fails here until it stands above.</summary>
    [Fact]
    public void No_route_that_changes_something_is_left_out()
    {
        var there = api.Ask("GET", "/v1/openapi.json").Body.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))
            .Where(route => !route.StartsWith("GET ", StringComparison.Ordinal));
        Assert.Equal(there.Order(), Requests.Select(one => one.Route).Where(one => one.Length > 0).Distinct().Concat(Elsewhere.Keys).Concat(RemoteAuditTests.Routes).Order());
    }

    [Fact]
    public void What_the_command_line_changes_is_in_it_with_the_user_and_the_reason()
    {
        rota.Run("submit", "--why", "to see", "sleep 600").Exits(0);
        rota.Run("queue", "set", "gpu", "--concurrency", "2", "--why", "too many").Exits(0);
        var entries = api.Ask("GET", "/v1/audit?filter=door:cli").Body.GetProperty("entries").EnumerateArray().ToArray();
        var set = entries.Single(entry => entry.GetProperty("action").GetString() == "queue.set");
        Assert.Equal((System.Environment.UserName, "too many"), (set.GetProperty("user").GetString(), set.GetProperty("why").GetString()));
        Assert.Equal("to see", entries.First(entry => entry.GetProperty("action").GetString() == "job.submit").GetProperty("why").GetString());
        
        Assert.Contains("too many", rota.Run("audit", "action:queue.set").Out, StringComparison.Ordinal);
        Assert.Contains("queue.set", rota.Run("audit", "tail").Exits(0).Out, StringComparison.Ordinal);
        var exported = rota.Run("audit", "export").Exits(0).Out.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("number").GetInt64()).ToArray();
        Assert.Equal(Enumerable.Range(1, exported.Length).Select(number => (long)number), exported);
    }

    [Fact]
    public void Who_makes_a_token_on_the_command_line_is_let_in_with_it_until_it_is_revoked()
    {
        var token = rota.Run("token", "create", "ci", "--scope", "read").Exits(0).Out.Trim();
        Assert.Equal(HttpStatusCode.OK, Status(token, "/v1/jobs"));
        Assert.Equal(HttpStatusCode.Forbidden, Status(token, "/v1/tokens"));
        Assert.Contains("ci", rota.Run("token", "ls").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("token", "revoke", "ci").Exits(0);
        Until.True(() => Status(token, "/v1/jobs") == HttpStatusCode.Unauthorized, "it is taken back");
        rota.Run("token", "revoke", "ci").Exits(2);
        Assert.Empty(Canary.Holders(rota.State, token));
    }

    public void Dispose()
    {
        api.Dispose();
        rota.Dispose();
    }

    private HttpStatusCode Status(string token, string path)
    {
        using var client = new HttpClient { BaseAddress = api.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return client.Send(request, TestContext.Current.CancellationToken).StatusCode;
    }
}
