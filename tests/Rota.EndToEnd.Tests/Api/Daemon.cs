using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>A daemon, and a client of its API by the socket in its state.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly RotaState rota;
    private readonly HttpClient client;

    public Daemon(RotaState rota, params string[] options)
    {
        this.rota = rota;
        Up(options);
        client = new HttpClient(new SocketsHttpHandler { ConnectCallback = Connect }) { BaseAddress = new Uri("http://localhost"), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public string Token => File.ReadAllText(Path.Combine(rota.State, "api.token")).Trim();

    /// <summary>Where it listens besides.</summary>
    public Uri Url => new(JsonDocument.Parse(File.ReadAllText(Path.Combine(rota.State, "api.json"))).RootElement.GetProperty("url").GetString()!);

    public int Pid { get; private set; }

    public void Up(params string[] options) =>
        Pid = int.Parse(rota.Run(["up", "--detach", "--output", "quiet", .. options]).Exits(0).Out.Trim());

    /// <summary>The answer to a request; of a body only where there is one.</summary>
    public (HttpStatusCode Status, JsonElement Body, HttpResponseMessage Answer) Ask(
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

        var answer = client.Send(request, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Content.ReadAsStream(TestContext.Current.CancellationToken), leaveOpen: true);
        var text = reader.ReadToEnd();
        return (answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, answer);
    }

    /// <summary>The text of an answer that was read, whatever it is.</summary>
    public static string TextOf(HttpResponseMessage answer)
    {
        var stream = answer.Content.ReadAsStream(TestContext.Current.CancellationToken);
        stream.Position = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        return reader.ReadToEnd();
    }

    /// <summary>The text of an answer.</summary>
    public string Text(string path) => client.GetStringAsync(path, TestContext.Current.CancellationToken).Result;

    /// <summary>The bytes of an answer.</summary>
    public byte[] Bytes(string path) => client.GetByteArrayAsync(path, TestContext.Current.CancellationToken).Result;

    /// <summary>An answer that goes on, line by line.</summary>
    public StreamReader Follow(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = client.Send(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return new StreamReader(answer.Content.ReadAsStream(TestContext.Current.CancellationToken));
    }

    /// <summary>Submits a job of one entry.</summary>
    public long Submit(string command, int tasks = 1, string name = "job")
    {
        var (status, body, _) = Ask("POST", "/v1/jobs", JsonSerializer.Serialize(new
        {
            file = $"name: {name}\ntasks:\n- id: a\n  array: 1-{tasks}\n  command: {JsonSerializer.Serialize(command)}\n",
            directory = rota.Root,
        }));
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("id").GetInt64();
    }

    /// <summary>How a job stands when it has ended.</summary>
    public JsonElement Ended(long job)
    {
        var (_, body, _) = Ask("GET", $"/v1/jobs/{job}?wait_for=ended", null, ("Prefer", "wait=60"));
        Assert.NotEqual(JsonValueKind.Null, body.GetProperty("job").GetProperty("ended").ValueKind);
        return body.GetProperty("job");
    }

    public void Dispose()
    {
        client.Dispose();
        rota.Run("down");
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken left)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(rota.State, "api.sock")), left);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
