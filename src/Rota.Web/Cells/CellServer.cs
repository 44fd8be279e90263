using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rota.Cell;
using Rota.Cell.Lines;
using Rota.Web.Serving;

namespace Rota.Web.Cells;

/// <summary>Where other machines of a cell come in: HTTP/2 over TLS, and nothing else.</summary>
internal sealed class CellServer : IDisposable
{
    private const int StreamsMax = 64;
    private const int WindowBytes = 256 << 10;
    private const int ConnectionsMax = 4_000;
    private static readonly TimeSpan HandshakeMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(2);
    private readonly WebApplication app;
    private int ends;

    private CellServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    /// <param name="address">Where.</param>
    /// <param name="tls">How it knows who comes, asked for each connection: certificates are renewed.</param>
    /// <param name="pings">How a dead connection is found.</param>
    /// <param name="answer">Answers each request.</param>
    /// <exception cref="CellException">It cannot listen there.</exception>
    public static CellServer Start(
        IPEndPoint address,
        Func<SslServerAuthenticationOptions> tls,
        LinePings pings,
        Func<CellCall, Task> answer
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, address, tls, pings));
        var app = builder.Build();
        app.Run(http => Answer(http, answer));
        var server = new CellServer(app);
        try
        {
            app.StartAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            server.Dispose();
            throw new CellException(CellFault.Unreachable, $"cannot listen on {address}: {error.Message}");
        }

        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Address = new IPEndPoint(address.Address, new Uri(bound.First()).Port);
        return server;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Increment(ref ends) > 1)
        {
            return;
        }

        using (var patience = new CancellationTokenSource(StopMax))
        {
            app.StopAsync(patience.Token).GetAwaiter().GetResult();
        }

        app.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static async Task Answer(HttpContext http, Func<CellCall, Task> answer)
    {
        try
        {
            await answer(new CellCall(http)).ConfigureAwait(false);
        }
        catch (CellException error) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            http.Response.Headers[CellPaths.FaultHeader] = error.Fault.ToString();
            await http.Response.WriteAsync(error.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The other side is gone.
        }
    }

    private static void Configure(
        KestrelServerOptions options,
        IPEndPoint address,
        Func<SslServerAuthenticationOptions> tls,
        LinePings pings
    )
    {
        options.AddServerHeader = false;
        var limits = options.Limits;
        limits.MaxConcurrentConnections = ConnectionsMax;

        // A line lasts, and may be silent: pings tell whether somebody is there.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.Http2.KeepAlivePingDelay = pings.Delay;
        limits.Http2.KeepAlivePingTimeout = pings.Patience;

        // Room for every stream, so that one whose receiver is slow holds up no other.
        limits.Http2.MaxStreamsPerConnection = StreamsMax;
        limits.Http2.InitialStreamWindowSize = WindowBytes;
        limits.Http2.InitialConnectionWindowSize = WindowBytes * StreamsMax;
        options.Listen(
            address,
            endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                endpoint.UseHttps(
                    new TlsHandshakeCallbackOptions
                    {
                        HandshakeTimeout = HandshakeMax,
                        OnConnection = _ => ValueTask.FromResult(tls()),
                    }
                );
            }
        );
    }
}
