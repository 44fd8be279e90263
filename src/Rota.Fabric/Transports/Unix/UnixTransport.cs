using System.Net.Sockets;

namespace Rota.Fabric.Transports.Unix;

/// <summary>Connects to a Unix socket.</summary>
/// <param name="path">Its path, of any length.</param>
public sealed class UnixTransport(string path) : ITransport
{
    /// <inheritdoc/>
    public IConnection? TryConnect()
    {
        Socket? socket = null;
        try
        {
            // Where no descriptor is free there is none to connect with, and the next try may find one.
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            using var address = new SocketAddress(path);
            socket.Connect(address.EndPoint);
            return new UnixConnection(socket);
        }
        catch (SocketException)
        {
            socket?.Dispose();
            return null;
        }
    }
}
