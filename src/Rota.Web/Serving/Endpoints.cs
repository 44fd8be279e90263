using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Rota.Web.Serving;

/// <summary>Where the server listens, and how much it takes in from whoever comes.</summary>
internal static class Endpoints
{
    /// <summary>The largest body, in bytes: a job file of the longest kind, in JSON.</summary>
    public const long BodyMax = 64 << 20;

    /// <summary>
    /// Connections on which nobody has shown a token: as many fewer than all as are left to those who have.
    /// </summary>
    public const int StrangersMax = 3_000;

    private const int ConnectionsMax = 4_000;
    private static readonly TimeSpan HeadersMax = TimeSpan.FromSeconds(10);

    /// <summary>Sets it up.</summary>
    /// <param name="options">The server's.</param>
    /// <param name="socket">The socket of the state.</param>
    /// <param name="listen">Where it listens besides.</param>
    /// <param name="certificate">What it shows there; null for an address of this machine alone.</param>
    public static void Configure(
        KestrelServerOptions options,
        string socket,
        ListenRequest listen,
        ServerCertificate? certificate
    )
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = BodyMax;
        options.Limits.RequestHeadersTimeout = HeadersMax;
        options.Limits.MaxConcurrentConnections = ConnectionsMax;
        options.ListenUnixSocket(socket);
        if (listen.Users is { } users)
        {
            options.ListenUnixSocket(users.Socket);
        }

        if (listen.Address is { } address)
        {
            options.Listen(address, endpoint => Encrypt(endpoint, certificate));
        }
    }

    private static void Encrypt(ListenOptions endpoint, ServerCertificate? certificate)
    {
        endpoint.Protocols = HttpProtocols.Http1;
        endpoint.Use(new Strangers(StrangersMax).Watch);
        if (certificate is not null)
        {
            endpoint.UseHttps(
                new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Now) }
            );
        }
    }
}
