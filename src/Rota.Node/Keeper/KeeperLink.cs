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
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(4);
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

    private void Send(Action<FrameWriter> write)
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

    /// <summary>Tells a person why something waits.</summary>
    public void Notice(string sentence) => Send(frame => frame.Begin(FrameKind.Notice).Text(sentence).End());

    public void Withdrawn(long attempt) => Send(frame => frame.Begin(FrameKind.Withdrawn).Int64(attempt).End());

    public void SnapshotEnd() => Send(frame => frame.Begin(FrameKind.SnapshotEnd).End());

    /// <summary>Tells how an attempt stands.</summary>
    public void Tell(KeptAttempt attempt) =>
        Send(frame =>
        {
            switch (attempt)
            {
                case { State: KeptState.Over, LostReason: { } reason }:
                    frame.Begin(FrameKind.Lost).Int64(attempt.Id).Text(reason).End();
                    break;
                case { State: KeptState.Over, Report: { } report }:
                    frame.Begin(FrameKind.Ended).Int64(attempt.Id).Int64(attempt.Successor).Report(report).End();
                    break;
                case { State: KeptState.Running }:
                    frame
                        .Begin(FrameKind.Started)
                        .Int64(attempt.Id)
                        .Int32(attempt.Pid)
                        .Int64(attempt.Started.Micros)
                        .Int64(attempt.InPlaceOf)
                        .Int32(attempt.Scratch)
                        .End();
                    break;
                default:
                    frame.Begin(FrameKind.Waiting).Int64(attempt.Id).Boolean(attempt.State == KeptState.Waiting).End();
                    break;
            }
        });

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
