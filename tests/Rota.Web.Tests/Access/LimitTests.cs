using System.Net;
using System.Net.Sockets;
using System.Text;
using Rota.Web.Serving;

namespace Rota.Web.Tests.Access;

/// <summary>Slow, many and large requests.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task Whoever_supervises_it_is_answered_while_everybody_else_dawdles()
    {
        var dawdlers = new List<Socket>();
        try
        {
            for (var count = 0; count < 300; count++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                dawdlers.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, state.Url.Port, TestContext.Current.CancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes("POST /v1/jobs HTTP/1.1\r\nHost: loc"), TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/healthz")).Status);
            Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs")).Status);
        }
        finally
        {
            dawdlers.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_body_without_an_end_is_refused_by_its_length()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, state.Url.Port, TestContext.Current.CancellationToken);
        var head = $"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {state.Token}\r\n"
            + $"Content-Type: application/yaml\r\nContent-Length: {Endpoints.BodyMax + 1}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new NetworkStream(socket));
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET /v1/jobs HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://evil.example/v1/jobs HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /v1/jobs HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400)]
    [InlineData("GET /v1/../v1/jobs HTTP/1.1\r\nHost: localhost\r\n\r\n", 401)]
    [InlineData("GET /v1/jobs\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("NONSENSE\r\n\r\n", 400)]
    public async Task What_is_no_request_is_answered_shortly(string request, int status)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, state.Url.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new NetworkStream(socket));
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_JSON_and_a_thousand_members_are_refused_before_they_are_objects()
    {
        var deep = "{\"file\":" + string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("POST", "/v1/jobs", deep)).Status);
        var wide = "{" + string.Join(',', Enumerable.Range(0, 1_000).Select(at => $"\"m{at}\":1")) + "}";
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("POST", "/v1/jobs", wide)).Status);
    }

    [Fact]
    public async Task A_head_that_is_too_long_is_refused()
    {
        using var reader = await Sent($"GET /v1/jobs HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 64 << 10)}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 431 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var many = await Sent($"GET /v1/jobs HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 200).Select(at => $"X{at}: 1\r\n"))}\r\n");
        Assert.StartsWith("HTTP/1.1 431 ", await many.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var target = await Sent($"GET /{new string('x', 64 << 10)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414 ", await target.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_does_not_end_is_cut_off()
    {
        using var reader = await Sent("GET /v1/jobs HTTP/1.1\r\nHost: local");
        Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotNull(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_comes_a_byte_at_a_time_is_cut_off()
    {
        using var reader = await Sent($"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {state.Token}\r\nContent-Type: application/yaml\r\nContent-Length: 100000\r\n\r\nname:");
        Assert.StartsWith("HTTP/1.1 400 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => state.Dispose();

    private async Task<StreamReader> Sent(string text)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, state.Url.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        return new StreamReader(new NetworkStream(socket, ownsSocket: true));
    }
}
