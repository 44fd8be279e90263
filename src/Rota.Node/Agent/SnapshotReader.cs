using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Wire;
using Rota.Store;

namespace Rota.Node.Agent;

/// <summary>Reads what a keeper answers to a runner that introduces itself, frame by frame.</summary>
internal sealed class SnapshotReader
{
    private readonly HashSet<AttemptId> waiting = [];
    private readonly List<NodeEvent> reports = [];

    /// <summary>All of it, once it is complete.</summary>
    public ExecutorSnapshot? Snapshot { get; private set; }

    /// <summary>What the keeper has to say with it.</summary>
    public string? Notice { get; private set; }

    /// <exception cref="StoreException">
    /// <see cref="StoreFailure.Fenced"/>: the keeper follows a later runner.
    /// </exception>
    public void Take(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.SnapshotEnd:
                reports.Sort((x, y) => x.Attempt.Value.CompareTo(y.Attempt.Value));
                Snapshot = new ExecutorSnapshot(waiting, reports)
                {
                    Forgotten = reader.IsAtEnd ? 0 : (ulong)reader.Int64(),
                };
                Notice = reader.IsAtEnd ? null : reader.TextOrNull();
                Snapshot = Snapshot with { Highest = reader.IsAtEnd ? null : new AttemptId(reader.Int64()) };
                break;
            case FrameKind.Waiting:
                waiting.Add(new AttemptId(reader.Int64()));
                break;
            case FrameKind.Refused:
                throw new StoreException(StoreFailure.Fenced, "the keeper follows a later runner; this one steps back")
                {
                    KeeperEpoch = reader.Int64(),
                };
            case var kind when KeeperReports.Read(kind, ref reader) is { } report:
                reports.Add(report);
                break;
        }
    }
}
