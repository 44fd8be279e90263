using System.Net;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>Concurrency keys, and who holds them.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly RotaState rota = new();
    private readonly Daemon api;

    public KeyTests() => api = new Daemon(rota, "-j", "2");

    [Fact]
    public void Keys_that_tasks_have_in_common_are_listed_with_who_holds_them()
    {
        Assert.Equal(0, api.Ask("GET", "/v1/concurrency-keys").Body.GetProperty("keys").GetArrayLength());
        var (status, made, _) = api.Ask("POST", "/v1/jobs", """{"file":"name: keyed\ntasks:\n- id: a\n  array: 1-3\n  concurrency: {key: \"db ${job.name}\", limit: 1}\n  command: sleep 600\n"}""");
        Assert.True(status == HttpStatusCode.Created, $"{made}");
        JsonElement keys = default;
        Until.True(() => (keys = api.Ask("GET", "/v1/concurrency-keys").Body.GetProperty("keys")).GetArrayLength() == 1 && keys[0].GetProperty("holders").GetProperty("tasks").GetArrayLength() == 1, "one runs");
        Assert.Equal(("db keyed", 1, 1, "1.a.1"), (keys[0].GetProperty("name").GetString(), keys[0].GetProperty("running").GetInt64(), keys[0].GetProperty("concurrency").GetInt64(), keys[0].GetProperty("holders").GetProperty("tasks")[0].GetString()));
    }

    public void Dispose()
    {
        rota.Run("cancel", "1");
        api.Dispose();
        rota.Dispose();
    }
}
