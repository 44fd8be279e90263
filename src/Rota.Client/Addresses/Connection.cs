using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rota.App.Problems;

namespace Rota.Client.Addresses;

/// <summary>How bytes get to a server: no redirects, no cookies, and a proxy for encrypted connections only.</summary>
internal static class Connection
{
    private const int HeaderKilobytes = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What sends to an address.</summary>
    /// <exception cref="ProblemException">This machine cannot, or the file of certificates cannot be read.</exception>
    public static SocketsHttpHandler To(ServerAddress address, string? certificates)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = address.IsEncrypted,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = HeaderKilobytes,
            ConnectTimeout = Patience,
        };
        if (address.Socket is { } socket)
        {
            handler.ConnectCallback = (_, end) => Open(socket, end);
        }

        if (address.IsEncrypted)
        {
            RefuseWithoutEncryption();
        }

        if (certificates is not null)
        {
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = TrustedFile.Read(certificates),
            };
        }

        return handler;
    }

    private static async ValueTask<Stream> Open(string path, CancellationToken end)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), end).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RefuseWithoutEncryption()
    {
        if (!NativeLibrary.TryLoad("libssl.so.3", out _) && !NativeLibrary.TryLoad("libssl.so.1.1", out _))
        {
            throw new ProblemException(
                ClientProblems.NoServer,
                "https needs OpenSSL, and this machine has none",
                "install libssl3; or go through ssh -L, and --server http://127.0.0.1:PORT"
            );
        }
    }
}
