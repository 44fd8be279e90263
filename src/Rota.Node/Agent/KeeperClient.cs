using System.Diagnostics;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Wire;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>A runner's dealings with its keeper: orders and reports, over one line after another.</summary>
/// <param name="state">The state.</param>
/// <param name="node">What anchor and keeper are told where they are started.</param>
public sealed class KeeperClient(StateDirectory state, NodeOptions node) : IExecutor
{
    private static readonly TimeSpan AnswerPause = TimeSpan.FromMilliseconds(10);
    private readonly KeeperSocket socket = new(state, node);
    private readonly LaunchPlanner planner = new(state, node);
    private KeeperLine? line;

    /// <inheritdoc/>
    /// <remarks>Never disposed: the reading thread may set it once more while this client goes.</remarks>
    public AutoResetEvent Signal { get; } = new(false);

    /// <inheritdoc/>
    public string? Notice => line?.Notice;

    /// <summary>Starts anchor and keeper ahead of need, so that they come up while other work is done.</summary>
    public static void Warm(StateDirectory state, NodeOptions node) => new KeeperSocket(state, node).Warm();

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        var owned = partitions.Aggregate(0UL, (mask, partition) => mask | (1UL << partition));
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            line?.Dispose();
            line = new KeeperLine(socket.Connect(), Signal);
            planner.Forget();
            if (line.TryGreet(epoch, owned) is { } snapshot)
            {
                line.Listen();
                return snapshot;
            }

            // It ended between accept and answer, as one does that was idle: the next try starts another.
            if (Stopwatch.GetElapsedTime(started) > KeeperSocket.Patience)
            {
                throw socket.Gone("does not answer");
            }

            Thread.Sleep(AnswerPause);
        }
    }

    /// <inheritdoc/>
    public void Order(IReadOnlyList<Effect> effects) =>
        line!.Send(writer =>
        {
            foreach (var effect in effects)
            {
                planner.Write(writer, effect);
            }
        });

    /// <inheritdoc/>
    public void Acknowledge(IReadOnlyList<AttemptId> attempts) =>
        line!.Send(writer =>
        {
            foreach (var attempt in attempts)
            {
                writer.Begin(FrameKind.Acknowledge).Int64(attempt.Value).End();
            }
        });

    /// <inheritdoc/>
    public void Settle() => line!.Send(writer => writer.Begin(FrameKind.Settled).End());

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports) => line?.Take(reports);

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();
}
