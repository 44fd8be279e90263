using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Lines;

/// <summary>How an attempt stands, as its daemon is told.</summary>
internal static class AttemptStatus
{
    public static void Write(FrameWriter frame, KeptAttempt attempt, IKernel kernel)
    {
        switch (attempt)
        {
            case { State: KeptState.Over, LostReason: { } reason }:
                frame
                    .Begin(FrameKind.Lost)
                    .Int64(attempt.Id)
                    .Text(reason)
                    .Report(attempt.Report!)
                    .ReportTail(attempt.Report!)
                    .End();
                break;
            case { State: KeptState.Over, Report: { } report }:
                frame
                    .Begin(FrameKind.Ended)
                    .Int64(attempt.Id)
                    .Int64(attempt.Successor)
                    .Report(report)
                    .ReportTail(report)
                    .End();
                break;
            case { State: KeptState.Running or KeptState.Ending }:
                frame
                    .Begin(FrameKind.Started)
                    .Int64(attempt.Id)
                    .Int32(attempt.Pid)
                    .Int64(attempt.Started.Micros)
                    .Int64(attempt.InPlaceOf)
                    .Int32(attempt.Scratch)
                    .Int64((long)AgeOf(attempt, kernel).TotalMicroseconds)
                    .End();
                break;
            default:
                frame.Begin(FrameKind.Waiting).Int64(attempt.Id).Boolean(attempt.State == KeptState.Waiting).End();
                break;
        }
    }

    /// <summary>
    /// How long it has run for certain. Of one whose start is not known, or was in an earlier boot, that is nothing:
    /// with the age of the machine it would have run past any timeout.
    /// </summary>
    private static TimeSpan AgeOf(KeptAttempt attempt, IKernel kernel) =>
        attempt.StartTicks > 0 && attempt.Anchor.BootId == kernel.BootId
            ? kernel.Since(attempt.StartTicks)
            : TimeSpan.Zero;
}
