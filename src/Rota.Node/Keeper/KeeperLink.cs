using System.Diagnostics;
using System.Net.Sockets;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// The keeper's end of the line to whatever daemon is connected. Frames are gathered and sent by a thread of its own,
/// so that a slow or stopped daemon never holds up a keeper. Without a daemon they are dropped: it asks for all at its
/// next greeting.
/// </summary>
internal sealed class KeeperLink
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim filled = new(0);
    private FrameWriter gathering = new();
    private FrameWriter sending = new();
    private Socket? socket;

    public bool IsConnected => Volatile.Read(ref socket) is not null;

    /// <summary>Speaks to this daemon from now on; an earlier one is cut off.</summary>
    public void Connect(Socket next)
    {
        lock (gate)
        {
            socket?.Dispose();
            socket = next;
            gathering.Clear();
        }
    }

    public void Disconnect(Socket gone)
    {
        lock (gate)
        {
            if (ReferenceEquals(socket, gone))
            {
                socket = null;
            }

            gone.Dispose();
        }
    }

    public void Send(Action<FrameWriter> write)
    {
        lock (gate)
        {
            if (socket is null)
            {
                return;
            }

            var wasEmpty = gathering.Written.Length == 0;
            write(gathering);
            if (wasEmpty)
            {
                filled.Release();
            }
        }
    }

    /// <summary>
    /// Sends what is gathered, for ever: the first report at once, those that follow closely together, because each
    /// send wakes a process up.
    /// </summary>
    public void Pump()
    {
        var lastSent = 0L;
        while (true)
        {
            filled.Wait();
            if (Stopwatch.GetElapsedTime(lastSent) < Pace)
            {
                Thread.Sleep(Pace);
            }

            lastSent = Stopwatch.GetTimestamp();
            Socket? target;
            lock (gate)
            {
                (gathering, sending) = (sending, gathering);
                target = socket;
            }

            try
            {
                var rest = sending.Written.Span;
                while (target is not null && rest.Length > 0)
                {
                    rest = rest[target.Send(rest)..];
                }
            }
            catch (SocketException)
            {
                Disconnect(target!);
            }
            catch (ObjectDisposedException)
            {
                // Cut off by a later daemon.
            }

            sending.Clear();
        }
    }
}
