using System.Buffers.Binary;
using System.Net.Sockets;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Lines;

namespace Rota.Node.Keeper;

/// <summary>Listens for the daemon on a socket of the user's own, and does what it orders.</summary>
internal sealed class KeeperServer(string socketPath, KeeperCore core)
{
    /// <summary>Name of the socket in the keeper's directory.</summary>
    public const string SocketName = "socket";

    private const int SolSocket = 1;
    private const int PeerCredentials = 17;

    /// <summary>Serves until nobody was connected for so long and nothing is left to do.</summary>
    public void Serve(TimeSpan idle)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        File.Delete(socketPath);
        listener.Bind(SocketAddress.Of(socketPath));
        File.SetUnixFileMode(socketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen(8);
        while (true)
        {
            if (listener.Poll(idle, SelectMode.SelectRead))
            {
                try
                {
                    Welcome(listener.Accept());
                }
                catch (SocketException error) when (error.SocketErrorCode == SocketError.TooManyOpenSockets)
                {
                    // It stays in line until a descriptor is free.
                    Thread.Sleep(10);
                }
            }
            else if (!core.Link.IsConnected && core.IsIdle)
            {
                File.Delete(socketPath);
                return;
            }
        }
    }

    private void Welcome(Socket daemon)
    {
        Span<byte> credentials = stackalloc byte[12];
        daemon.GetRawSocketOption(SolSocket, PeerCredentials, credentials);
        if (BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]) != Native.EffectiveUserId())
        {
            daemon.Dispose();
            return;
        }

        new Thread(() => Listen(daemon)) { IsBackground = true, Name = "daemon" }.Start();
    }

    private void Listen(Socket daemon)
    {
        var frames = new FrameStream(daemon);
        var line = core.Link.Open();
        var reader = core.Reader(line);
        new Thread(new LinePump(line, daemon).Run) { IsBackground = true, Name = "line" }.Start();
        try
        {
            while (frames.TryRead(out var payload))
            {
                reader.Obey(payload);
            }
        }
        catch (InvalidDataException error)
        {
            core.Log.CutOff(error.Message);
        }
        catch (IOException error)
        {
            // Its claim could not be written down: a later keeper would obey the owners before it. It comes again.
            core.Log.ClaimUnwritten(error.Message);
        }
        finally
        {
            core.Link.Close(line);

            // A pump that is in the middle of a send to a stopped runner ends by this too.
            TryShutdown(daemon);
        }
    }

    private static void TryShutdown(Socket daemon)
    {
        try
        {
            daemon.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was faster.
        }
        catch (ObjectDisposedException)
        {
            // Its pump was.
        }
    }
}
