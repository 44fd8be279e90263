using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;

namespace Rota.Node.Agent;

/// <summary>Turns the keeper's frames into the reports that decisions are made on.</summary>
internal static class KeeperReports
{
    public static NodeEvent? Read(FrameKind kind, ref FrameReader reader) =>
        kind switch
        {
            FrameKind.Started => new NodeEvent.Started
            {
                Attempt = new AttemptId(reader.Int64()),
                Pid = reader.Int32(),
                At = new Instant(reader.Int64()),
                InPlaceOf = new AttemptId(reader.Int64()),
                Scratch = reader.Int32(),
                Age = reader.IsAtEnd ? null : TimeSpan.FromMicroseconds(reader.Int64()),
            },
            FrameKind.Ended => new NodeEvent.Ended
            {
                Attempt = new AttemptId(reader.Int64()),
                Successor = new AttemptId(reader.Int64()),
                Report = reader.WholeReport(),
            },
            FrameKind.Withdrawn => new NodeEvent.Withdrawn { Attempt = new AttemptId(reader.Int64()) },
            FrameKind.Lost => new NodeEvent.Lost
            {
                Attempt = new AttemptId(reader.Int64()),
                Reason = reader.Text(),
                Report = reader.IsAtEnd ? null : reader.WholeReport(),
            },
            _ => null,
        };
}
