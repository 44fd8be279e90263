using System.Net.Sockets;

namespace Rota.Fabric.Transports.Unix;

/// <summary>A connection over a Unix socket.</summary>
internal sealed class UnixConnection(Socket socket) : StreamConnection
{
    public override void Dispose()
    {
        try
        {
            // A send to a peer that is stopped, on another thread, ends by this too.
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was faster.
        }
        catch (ObjectDisposedException)
        {
            // Another thread of this side was.
        }

        socket.Dispose();
    }

    protected override int Receive(Span<byte> room)
    {
        try
        {
            return socket.Receive(room);
        }
        catch (SocketException)
        {
            return 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    protected override void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[socket.Send(bytes)..];
            }
        }
        catch (SocketException)
        {
            throw new ConnectionEndedException();
        }
        catch (ObjectDisposedException)
        {
            throw new ConnectionEndedException();
        }
    }
}
