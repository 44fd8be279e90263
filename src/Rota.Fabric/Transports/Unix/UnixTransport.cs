using System.Net.Sockets;

namespace Rota.Fabric.Transports.Unix;

/// <summary>Connects to a Unix socket.</summary>
/// <param name="path">Its path, of any length.</param>
public sealed class UnixTransport(string path) : ITransport
{
    /// <inheritdoc/>
    public IConnection? TryConnect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var address = new SocketAddress(path);
            socket.Connect(address.EndPoint);
            return new UnixConnection(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
