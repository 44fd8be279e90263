using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>What the command line of another machine changes: each of its routes leaves the entry that it should.</summary>
public sealed class RemoteAuditTests : IDisposable
{
    /// <summary>The routes that the command line alone asks, with words that do, in an order in which each can.</summary>
    private static readonly (string Route, string[] Words, string Action, string Subject)[] Asked =
    [
        ("POST /v1/jobs:submit", ["submit", "--open", "--name", "open", "sleep 600", ":::", "a"], "job.submit", "job 1"),
        ("POST /v1/jobs/{job}:add", ["add", "1", ":::", "b", "c"], "job.add", "job 1"),
        ("POST /v1/addresses:hold", ["hold", "1.sleep"], "job.hold", "job 1"),
        ("POST /v1/addresses:release", ["release", "1.sleep"], "job.release", "job 1"),
        ("", ["submit", "job.yaml"], "job.submit", "job 2"),
        ("POST /v1/jobs/{job}:edit", ["edit", "2", "--file", "changed.yaml"], "job.edit", "job 2"),
        ("", ["cancel", "2"], "job.cancel", "job 2"),
        ("POST /v1/addresses:rerun", ["rerun", "2", "--all", "--detach"], "job.rerun", "job 2"),
        ("", ["schedule", "add", "nightly.yaml"], "schedule.register", "schedule nightly"),
        ("POST /v1/schedules/{schedule}:backfill", ["schedule", "backfill", "nightly", "--from", "2026-01-01", "--to", "2026-01-02"], "schedule.backfill", "schedule nightly"),
        ("PUT /v1/notifications/rules", ["notify", "set", "rules.yaml", "--queue", "gpu"], "notify.set", "rules "),
        ("POST /v1/notifications:test", ["notify", "test", "--queue", "gpu"], "notify.test", ""),
        ("PUT /v1/slots", ["set", "daemon", "-j", "3"], "slots.set", "machine"),
    ];

    private readonly RotaState rota = new();
    private readonly Daemon api;

    public RemoteAuditTests() => api = new Daemon(rota, "-j", "1");

    /// <summary>The routes that this asks.</summary>
    public static IEnumerable<string> Routes => Asked.Select(one => one.Route).Where(route => route.Length > 0);

    [Fact]
    public void Each_route_of_the_command_line_leaves_an_entry_with_who_what_and_why()
    {
        rota.Write("job.yaml", "name: work\ntasks:\n- id: a\n  array: 1-2\n  command: sleep 600\n- id: b\n  needs: [a]\n  command: echo one\n");
        rota.Write("changed.yaml", "name: work\ntasks:\n- id: a\n  array: 1-2\n  command: sleep 600\n- id: b\n  needs: [a]\n  command: echo two\n");
        rota.Write("nightly.yaml", "name: nightly\nschedule: {cron: \"0 2 * * *\", timezone: UTC}\ntasks:\n- id: a\n  command: echo\n");
        rota.Write("rules.yaml", "- on: [failed]\n  command: [\"true\"]\n");
        foreach (var (route, words, action, subject) in Asked)
        {
            var before = Newest();
            using (var command = rota.StartWith(new() { ["ROTA_STATE"] = rota.At("nowhere") }, ["--server", $"unix:{Path.Combine(rota.State, "api.sock")}", "--token-file", Path.Combine(rota.State, "api.token"), words[0], "--why", "because größer", .. words[1..]]))
            {
                command.Wait().Exits(0);
            }

            var entries = Entries(before);
            var entry = Assert.Single(entries, one => one.GetProperty("action").GetString() == action);
            Assert.True(Text(entry, "subject").StartsWith(subject, StringComparison.Ordinal), $"{route}: {entry}");
            Assert.Equal(("api", "state", "because größer"), (Text(entry, "door"), Text(entry, "by"), Text(entry, "why")));
            Assert.All(entries, one => Assert.NotEqual(JsonValueKind.Null, one.GetProperty("request").ValueKind));
        }

        rota.Run("audit", "verify").Exits(0);
    }

    public void Dispose()
    {
        rota.Run("cancel", "1", "2");
        api.Dispose();
        rota.Dispose();
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    private long Newest() => api.Ask("GET", "/v1/audit?page_size=1").Body.GetProperty("entries").EnumerateArray().Select(one => one.GetProperty("number").GetInt64()).FirstOrDefault();

    /// <summary>Those after a number, of people.</summary>
    private JsonElement[] Entries(long after) =>
        [.. api.Ask("GET", $"/v1/audit?filter=number:%3E{after}%20door:api").Body.GetProperty("entries").EnumerateArray()];
}
