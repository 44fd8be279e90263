using System.Diagnostics;
using System.Net.Sockets;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// The keeper's end of the line to one runner. Frames are gathered and sent by a thread of its own, so that a slow or
/// stopped runner never holds up a keeper.
/// </summary>
internal sealed class RunnerLine(Socket socket, int serial)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(4);

    // A monitor, not a Lock with a semaphore: waiting for a semaphore spins, and spinning is paid for by the tasks.
    private readonly object gate = new();
    private FrameWriter gathering = new();
    private FrameWriter sending = new();
    private bool isClosed;

    /// <summary>Number of the line: what its runner numbers itself, as lanes, means nothing on another.</summary>
    public int Serial { get; } = serial;

    public void Send(Action<FrameWriter> write)
    {
        lock (gate)
        {
            var wasEmpty = gathering.Written.Length == 0;
            write(gathering);
            if (wasEmpty)
            {
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>Tells how an attempt stands.</summary>
    public void Tell(KeptAttempt attempt) => Send(frame => Standing.Write(frame, attempt));

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.Pulse(gate);
            socket.Dispose();
        }
    }

    /// <summary>
    /// Sends what is gathered until the line is closed: the first report at once, those that follow closely together,
    /// because each send wakes a process up.
    /// </summary>
    public void Pump()
    {
        var lastSent = 0L;
        while (AwaitFrames())
        {
            if (Stopwatch.GetElapsedTime(lastSent) < Pace)
            {
                Thread.Sleep(Pace);
            }

            lastSent = Stopwatch.GetTimestamp();
            lock (gate)
            {
                (gathering, sending) = (sending, gathering);
            }

            try
            {
                var rest = sending.Written.Span;
                while (rest.Length > 0)
                {
                    rest = rest[socket.Send(rest)..];
                }
            }
            catch (SocketException)
            {
                Close();
            }
            catch (ObjectDisposedException)
            {
                // Closed meanwhile: whoever owns its partitions next asks for all of them.
            }

            sending.Clear();
        }
    }

    private bool AwaitFrames()
    {
        lock (gate)
        {
            while (gathering.Written.Length == 0 && !isClosed)
            {
                Monitor.Wait(gate);
            }

            return !isClosed;
        }
    }
}
