using System.Net;
using System.Net.Security;

namespace Rota.Cell.Lines;

/// <summary>A connection to another machine, made when it is needed; requests and lines share it.</summary>
public sealed class HttpDialer : IDisposable
{
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(5);
    private readonly HttpMessageInvoker invoker;

    /// <summary>A dialer of one machine.</summary>
    /// <param name="peer">Its address: <c>https://HOST:PORT</c>.</param>
    /// <param name="tls">How the two know each other.</param>
    /// <param name="pings">How a dead connection is found.</param>
    /// <param name="isMany">Whether more connections are made where one carries as much as it can.</param>
    public HttpDialer(Uri peer, SslClientAuthenticationOptions tls, LinePings pings, bool isMany = false)
    {
        Peer = peer;
        invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                SslOptions = tls,
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                ConnectTimeout = ConnectMax,
                EnableMultipleHttp2Connections = isMany,
                KeepAlivePingDelay = pings.Delay,
                KeepAlivePingTimeout = pings.Patience,
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            },
            disposeHandler: true
        );
    }

    /// <summary>The machine's address.</summary>
    public Uri Peer { get; }

    /// <summary>Sends a request; the answer is complete when its head is.</summary>
    /// <exception cref="HttpRequestException">There is no connection, or it broke.</exception>
    internal Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken ct
    ) =>
        invoker.SendAsync(
            new HttpRequestMessage(method, new Uri(Peer, path))
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = content,
            },
            ct
        );

    /// <summary>Ends the connection, and all lines that it carries.</summary>
    public void Dispose() => invoker.Dispose();
}
