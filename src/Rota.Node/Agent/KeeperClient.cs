using System.Diagnostics;
using System.Net.Sockets;
using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Keeper;
using Rota.Node.Protocol;
using Rota.Store;
using Rota.Store.Sqlite;

namespace Rota.Node.Agent;

/// <summary>The runner's end of the line to the keeper: starts anchor and keeper, orders, takes reports.</summary>
public sealed class KeeperClient(StateDirectory state) : IExecutor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AnswerPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AnchorPatience = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly LaunchPlanner planner = new(state);
    private List<NodeEvent> received = [];
    private FrameStream? stream;
    private bool isGone;
    private string? held;
    private string? remark;

    /// <inheritdoc/>
    /// <remarks>Never disposed: the reading thread may set it once more while this client goes.</remarks>
    public AutoResetEvent Signal { get; } = new(false);

    /// <inheritdoc/>
    public string? Notice => held ?? remark;

    /// <summary>Starts anchor and keeper ahead of need, so that they come up while other work is done.</summary>
    public static void Warm(StateDirectory state)
    {
        if (File.Exists(SocketPath(state)))
        {
            return;
        }

        try
        {
            StartAnchor(state);
        }
        catch (IOException)
        {
            // A state that cannot be written: the submission that follows says so better.
        }
    }

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            stream?.Dispose();
            stream = new FrameStream(Reach());
            planner.Forget();
            lock (gate)
            {
                received = [];
                isGone = false;
                (held, remark) = (null, null);
            }

            if (
                TryGreet(epoch, partitions.Aggregate(0UL, (mask, partition) => mask | (1UL << partition))) is
                { } snapshot
            )
            {
                var reading = stream;
                new Thread(() => Read(reading)) { IsBackground = true, Name = "keeper" }.Start();
                return snapshot;
            }

            // It ended between accept and answer, as one does that was idle: the next try starts another.
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new ExecutorGoneException(
                    $"the keeper does not answer{LastWord()}. See {AnchorProcess.LogPath(state)}"
                );
            }

            Thread.Sleep(AnswerPause);
        }
    }

    /// <inheritdoc/>
    public void Order(IReadOnlyList<Effect> effects) =>
        Send(writer =>
        {
            foreach (var effect in effects)
            {
                planner.Write(writer, effect);
            }
        });

    /// <inheritdoc/>
    public void Acknowledge(IReadOnlyList<AttemptId> attempts) =>
        Send(writer =>
        {
            foreach (var attempt in attempts)
            {
                writer.Begin(FrameKind.Acknowledge).Int64(attempt.Value).End();
            }
        });

    /// <inheritdoc/>
    public void Settle() => Send(writer => writer.Begin(FrameKind.Settled).End());

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports)
    {
        lock (gate)
        {
            reports.AddRange(received);
            received.Clear();
            if (isGone && reports.Count == 0)
            {
                throw new ExecutorGoneException("the keeper ended");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream?.Dispose();
    }

    /// <summary>What anchor or keeper printed last, as the reason that people look for first.</summary>
    private string LastWord()
    {
        try
        {
            var last = File.ReadLines(AnchorProcess.LogPath(state)).LastOrDefault(line => line.Trim().Length > 0);
            return last is null ? "" : $" (it said: {last.Trim()})";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string SocketPath(StateDirectory state) => Path.Combine(state.Keeper, KeeperServer.SocketName);

    private static void StartAnchor(StateDirectory state) =>
        SelfProcess.Start(["__anchor", state.Path], AnchorProcess.LogPath(state));

    /// <summary>
    /// An anchor holds its lock from its first moment; one that was just started may not have it yet, and a second is
    /// harmless.
    /// </summary>
    private bool HasAnchor()
    {
        using var anchorLock = new FileLock(Path.Combine(state.Keeper, AnchorProcess.LockName));
        return !anchorLock.TryEnter();
    }

    private void TryStartAnchor()
    {
        try
        {
            StartAnchor(state);
        }
        catch (IOException error)
        {
            throw new ExecutorGoneException(
                $"{error.Message}. No more processes may be started (ulimit -u, or pids.max of a container), or memory is short"
            );
        }
    }

    private Socket Reach()
    {
        var begun = Stopwatch.GetTimestamp();
        var anchorSeen = 0L;
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(SocketAddress.Of(SocketPath(state)));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }

            if (Stopwatch.GetElapsedTime(anchorSeen) > AnchorPatience)
            {
                if (!HasAnchor())
                {
                    TryStartAnchor();
                }

                anchorSeen = Stopwatch.GetTimestamp();
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new ExecutorGoneException(
                    $"the keeper does not come up{LastWord()}. See {AnchorProcess.LogPath(state)}"
                );
            }

            // A socket that does not exist yet gives no signal when it does.
            Thread.Sleep(2);
        }
    }

    private ExecutorSnapshot? TryGreet(long epoch, ulong partitions)
    {
        try
        {
            stream!.Send(writer => writer.Begin(FrameKind.Hello).Int64(epoch).Int64((long)partitions).End());
        }
        catch (SocketException)
        {
            return null;
        }

        var answer = new SnapshotReader();
        while (stream.TryRead(out var payload))
        {
            answer.Take(payload);
            if (answer.Snapshot is not null)
            {
                lock (gate)
                {
                    held = answer.Notice;
                }

                return answer.Snapshot;
            }
        }

        return null;
    }

    private void Read(FrameStream reading)
    {
        while (reading.TryRead(out var payload))
        {
            var reader = new FrameReader(payload);
            var kind = reader.Kind();
            lock (gate)
            {
                if (!ReferenceEquals(reading, stream))
                {
                    // What an earlier line still says is not about the keeper that is spoken with now.
                }
                else if (kind == FrameKind.Notice)
                {
                    held = reader.TextOrNull();
                }
                else if (kind == FrameKind.Remark)
                {
                    remark = reader.Text();
                }
                else if (KeeperReports.Read(kind, ref reader) is { } report)
                {
                    held = report is NodeEvent.Started ? null : held;
                    received.Add(report);
                }
            }

            Signal.Set();
        }

        lock (gate)
        {
            isGone |= ReferenceEquals(reading, stream);
        }

        Signal.Set();
    }

    private void Send(Action<FrameWriter> write)
    {
        try
        {
            stream!.Send(write);
        }
        catch (SocketException)
        {
            // The reading thread sees it too; the runner connects again and repeats what was not confirmed.
        }
        catch (ObjectDisposedException)
        {
            // The same.
        }
    }
}
