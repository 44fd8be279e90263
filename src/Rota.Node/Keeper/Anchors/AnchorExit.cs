using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Anchors;

/// <summary>An exit that the anchor saw of a process whose keeper was dead.</summary>
internal sealed record AnchorExit
{
    public required int Pid { get; init; }

    public required long StartTicks { get; init; }

    public required string BootId { get; init; }

    public required Instant At { get; init; }

    public int? ExitCode { get; init; }

    public int? Signal { get; init; }

    public long CpuMicros { get; init; }

    public long PeakBytes { get; init; }

    /// <summary>When it was seen, in ticks since boot: before it was let go.</summary>
    public long Ticks { get; init; }

    /// <summary>Whether it led a session, as the process of an attempt does.</summary>
    public bool IsLeader { get; init; }

    /// <summary>Whether another ended the same way.</summary>
    public bool IsLike(AnchorExit other) => (ExitCode, Signal) == (other.ExitCode, other.Signal);

    public void Write(FrameWriter writer) =>
        writer
            .Begin(FrameKind.AnchorExit)
            .Int32(Pid)
            .Int64(StartTicks)
            .Text(BootId)
            .Int64(At.Micros)
            .Int64(ExitCode)
            .Int64(Signal)
            .Int64(CpuMicros)
            .Int64(PeakBytes)
            .Int64(Ticks)
            .Boolean(IsLeader)
            .End();

    public static AnchorExit Read(ref FrameReader reader) =>
        new()
        {
            Pid = reader.Int32(),
            StartTicks = reader.Int64(),
            BootId = reader.Text(),
            At = new Instant(reader.Int64()),
            ExitCode = (int?)reader.Int64OrNull(),
            Signal = (int?)reader.Int64OrNull(),
            CpuMicros = reader.Int64(),
            PeakBytes = reader.Int64(),
            Ticks = reader.IsAtEnd ? 0 : reader.Int64(),
            IsLeader = reader.IsAtEnd || reader.Boolean(),
        };

    /// <summary>Makes an attempt's report of it.</summary>
    public ExitReport ReportOf(KeptAttempt attempt) =>
        new()
        {
            Started = attempt.Started,
            Ended = new Instant(Math.Max(At.Micros, attempt.Started.Micros)),
            ExitCode = ExitCode,
            Signal = Signal,
            CpuMicros = CpuMicros,
            PeakMemoryBytes = PeakBytes,
        };
}
