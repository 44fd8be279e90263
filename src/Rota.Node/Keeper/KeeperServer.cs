using System.Buffers.Binary;
using System.Net.Sockets;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>Listens for the daemon on a socket of the user's own, and does what it orders.</summary>
internal sealed class KeeperServer(string socketPath, KeeperCore core, KeeperLink link)
{
    /// <summary>Name of the socket in the keeper's directory.</summary>
    public const string SocketName = "socket";

    private const int SolSocket = 1;
    private const int PeerCredentials = 17;

    /// <summary>Serves until nobody is connected and nothing has run for so long, or the state directory is gone.</summary>
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
            else if (!link.IsConnected && core.IsIdle)
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
        var contexts = new Dictionary<int, EnvironmentBlock>();
        var epoch = 0L;
        var frames = new FrameStream(daemon);
        try
        {
            while (frames.TryRead(out var payload))
            {
                Obey(payload, daemon, contexts, ref epoch);
            }
        }
        catch (InvalidDataException error)
        {
            Console.Error.WriteLine($"keeper: a daemon was cut off: {error.Message}");
        }
        finally
        {
            link.Disconnect(daemon);
        }
    }

    private void Obey(
        ReadOnlySpan<byte> payload,
        Socket daemon,
        Dictionary<int, EnvironmentBlock> contexts,
        ref long epoch
    )
    {
        var reader = new FrameReader(payload);
        var kind = reader.Kind();
        if (kind == FrameKind.Hello)
        {
            epoch = reader.Int64();
            Greet(daemon, epoch);
            return;
        }

        if (epoch < core.Epoch)
        {
            throw new InvalidDataException("it is an earlier runner, and a later one has spoken");
        }

        switch (kind)
        {
            case FrameKind.Context:
                contexts[reader.Int32()] = new EnvironmentBlock(reader.Texts());
                break;
            case FrameKind.Launch:
                var order = LaunchOrder.Read(ref reader);
                core.Launch(order, contexts[order.Context]);
                break;
            case FrameKind.Promote:
                core.Promote(reader.Int64());
                break;
            case FrameKind.Withdraw:
                core.Withdraw(reader.Int64());
                break;
            case FrameKind.Stop:
                core.Stop(reader.Int64(), reader.Int32(), TimeSpan.FromMilliseconds(reader.Int64()));
                break;
            case FrameKind.Acknowledge:
                core.Acknowledge(reader.Int64());
                break;
            default:
                throw new InvalidDataException($"unknown frame {kind}");
        }
    }

    private void Greet(Socket daemon, long epoch)
    {
        if (epoch < core.Epoch)
        {
            new FrameStream(daemon).Send(frame => frame.Begin(FrameKind.Refused).Int64(core.Epoch).End());
            return;
        }

        link.Connect(daemon);
        core.Greet(epoch);
    }
}
