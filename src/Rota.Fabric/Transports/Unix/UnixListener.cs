using System.Buffers.Binary;
using System.Net.Sockets;
using Rota.Linux.Calls;

namespace Rota.Fabric.Transports.Unix;

/// <summary>Listens on a Unix socket of the user's own: nobody else is let in.</summary>
public sealed class UnixListener : IListener
{
    private const int SolSocket = 1;
    private const int PeerCredentials = 17;
    private const int Backlog = 8;
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(10);
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string path;

    /// <summary>Takes the path over, whoever left it there.</summary>
    /// <param name="path">Where the socket is to be.</param>
    /// <exception cref="SocketException">It cannot be made there.</exception>
    public UnixListener(string path)
    {
        this.path = path;
        File.Delete(path);
        using (var address = new SocketAddress(path))
        {
            listener.Bind(address.EndPoint);
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen(Backlog);
    }

    /// <inheritdoc/>
    public IConnection? Accept(TimeSpan patience)
    {
        if (!listener.Poll(patience, SelectMode.SelectRead))
        {
            return null;
        }

        try
        {
            var peer = listener.Accept();
            if (IsOfThisUser(peer))
            {
                return new UnixConnection(peer);
            }

            peer.Dispose();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            // It stays in line until a descriptor is free.
            Thread.Sleep(ShortagePause);
        }

        return null;
    }

    /// <summary>Ends listening; connections that were taken stay.</summary>
    public void Dispose()
    {
        File.Delete(path);
        listener.Dispose();
    }

    private static bool IsOfThisUser(Socket peer)
    {
        Span<byte> credentials = stackalloc byte[12];
        peer.GetRawSocketOption(SolSocket, PeerCredentials, credentials);
        return BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]) == Native.EffectiveUserId();
    }
}
