using System.Net;
using System.Net.Sockets;

namespace Rota.Delivery.Http;

/// <summary>
/// Connects to an address that was looked at: a name is resolved once, so it cannot come to mean another one between
/// the look and the connection.
/// </summary>
internal static class CheckedConnection
{
    /// <summary>A stream to the first address of a name that is allowed and answers.</summary>
    /// <param name="host">Name and port.</param>
    /// <param name="allowsPrivate">Whether private addresses are allowed.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="HttpRequestException">None is allowed, or none answers.</exception>
    public static async ValueTask<Stream> Open(DnsEndPoint host, bool allowsPrivate, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(host.Host, out var stated)
            ? [stated]
            : await Dns.GetHostAddressesAsync(host.Host, stop).ConfigureAwait(false);
        Exception? failure = null;
        foreach (var address in addresses)
        {
            if (AddressRule.Refusal(address, allowsPrivate) is { } refusal)
            {
                failure ??= new HttpRequestException(refusal);
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, host.Port), stop).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                failure = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new HttpRequestException(failure?.Message ?? $"{host.Host} has no address", failure);
    }
}
