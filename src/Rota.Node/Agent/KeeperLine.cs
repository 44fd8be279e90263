using System.Net.Sockets;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Wire;

namespace Rota.Node.Agent;

/// <summary>
/// One connection to a keeper, with all that came by it. What an earlier one still brings is not about the keeper that
/// is spoken with now, and stays with that one.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="signal">Is set whenever something came.</param>
internal sealed class KeeperLine(Socket socket, AutoResetEvent signal) : IDisposable
{
    private readonly FrameStream stream = new(socket);
    private readonly Lock gate = new();
    private readonly List<NodeEvent> received = [];
    private bool isGone;
    private string? held;
    private string? remark;

    /// <summary>What people should know; null when all is well.</summary>
    public string? Notice => held ?? remark;

    /// <summary>Introduces a runner, and waits for the answer.</summary>
    /// <param name="epoch">The runner's epoch.</param>
    /// <param name="partitions">The partitions that it owns, one bit each.</param>
    /// <returns>What the keeper knows, or null when it ended before it had answered.</returns>
    /// <exception cref="Rota.Store.StoreException">
    /// <see cref="Rota.Store.StoreFailure.Fenced"/>: the keeper follows a later runner.
    /// </exception>
    public ExecutorSnapshot? TryGreet(long epoch, ulong partitions)
    {
        try
        {
            stream.Send(writer => writer.Begin(FrameKind.Hello).Int64(epoch).Int64((long)partitions).End());
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
                held = answer.Notice;
                return answer.Snapshot;
            }
        }

        return null;
    }

    /// <summary>Reads what comes after the answer, on a thread of its own.</summary>
    public void Listen() => new Thread(Read) { IsBackground = true, Name = "keeper" }.Start();

    /// <summary>Writes frames at once.</summary>
    public void Send(Action<FrameWriter> write)
    {
        try
        {
            stream.Send(write);
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

    /// <summary>Takes the reports that have come in.</summary>
    /// <exception cref="ExecutorGoneException">The keeper is gone, and nothing is left to take.</exception>
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
    public void Dispose() => stream.Dispose();

    private void Read()
    {
        while (stream.TryRead(out var payload))
        {
            var reader = new FrameReader(payload);
            var kind = reader.Kind();
            lock (gate)
            {
                if (kind == FrameKind.Notice)
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

            signal.Set();
        }

        lock (gate)
        {
            isGone = true;
        }

        signal.Set();
    }
}
