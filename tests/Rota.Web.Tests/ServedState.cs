using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.App;
using Rota.Store.Local;
using Rota.Store.Sqlite;
using Rota.Web.Access;
using Rota.Web.Serving;

namespace Rota.Web.Tests;

/// <summary>A state of its own with a server, and nobody who runs its jobs.</summary>
public sealed class ServedState : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-web-" + Path.GetRandomFileName());
    private readonly WebServer server;

    public ServedState()
    {
        Site = new Site(path, TimeProvider.System, new SqliteHomes());
        Site.Create().Submissions().Dispose();
        server = WebServer.Start(Site, new ListenRequest(new IPEndPoint(IPAddress.Loopback, 0), false), NullLoggerProvider.Instance);
        Url = new Uri(server.Address.Url!);
        Token = File.ReadAllText(ApiToken.PathIn(StateDirectory.Open(path, create: false))).Trim();
        Client = new HttpClient { BaseAddress = Url };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public Site Site { get; }

    public Uri Url { get; }

    public string Token { get; }

    public string Socket => server.Address.Socket;

    public HttpClient Client { get; }

    /// <summary>The answer to a request; of a body only where there is one.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Answer)> Ask(
        string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/yaml");
        }

        var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, answer);
    }

    /// <summary>Submits a job of so many tasks.</summary>
    public async Task<long> Submit(string name = "job", int tasks = 1)
    {
        var (status, body, _) = await Ask("POST", "/v1/jobs", $"name: {name}\ntasks:\n- id: a\n  array: 1-{tasks}\n  command: echo hi\n");
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("id").GetInt64();
    }

    public void Dispose()
    {
        Client.Dispose();
        server.Dispose();
        Directory.Delete(path, recursive: true);
    }
}
