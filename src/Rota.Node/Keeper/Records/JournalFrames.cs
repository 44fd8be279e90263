using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Records;

/// <summary>The records of a keeper's journal, as <see cref="Recovery.Inheritance"/> reads them.</summary>
internal static class JournalFrames
{
    /// <summary>No user has such a number.</summary>
    public const long NoOwner = -1;

    public static Action<FrameWriter> Anchor(AnchorIdentity anchor) =>
        frame => anchor.Write(frame, FrameKind.JournalAnchor);

    public static void Claim(FrameWriter frame, long epoch, ulong partitions) =>
        frame.Begin(FrameKind.JournalClaim).Int64(epoch).Int64((long)partitions).End();

    public static void Renewed(FrameWriter frame, string bootId, long at, ulong partitions) =>
        frame.Begin(FrameKind.JournalRenewed).Text(bootId).Int64((long)partitions).Int64(at).End();

    public static void Highest(FrameWriter frame, long attempt) =>
        frame.Begin(FrameKind.JournalHighest).Int64(attempt).End();

    public static void Intent(FrameWriter frame, KeptAttempt attempt)
    {
        var hasTerms = attempt.Terms != NodeTerms.None;
        var hasOwner = hasTerms || attempt.Owner is not null;
        frame
            .Begin(FrameKind.JournalIntent)
            .Int64(attempt.Id)
            .Int64(attempt.Job)
            .Int64(attempt.Started.Micros)
            .Int32(attempt.Scratch)
            .Int64(attempt.IntendedTicks)
            .Stop(attempt.Stop)
            .Int32(attempt.Slot)
            .Goals(attempt.Copies, attempt.RedirectsErrors, hasMore: hasOwner);
        if (hasOwner)
        {
            frame.Int64(attempt.Owner ?? NoOwner);
        }

        if (hasTerms)
        {
            attempt.Terms.Write(frame);
        }

        frame.End();
    }

    public static void Started(FrameWriter frame, KeptAttempt attempt) =>
        frame
            .Begin(FrameKind.JournalStarted)
            .Int64(attempt.Id)
            .Int32(attempt.Pid)
            .Int64(attempt.StartTicks)
            .Int64(attempt.Started.Micros)
            .Int64(attempt.Job)
            .Int32(attempt.Scratch)
            .Int32(attempt.Slot)
            .End();

    /// <summary>One whose leader has ended, and of which more is to be ended or kept.</summary>
    public static void Ending(FrameWriter frame, KeptAttempt attempt)
    {
        if (attempt.LostReason is null)
        {
            LeaderEnded(frame, attempt);
        }
        else
        {
            GivenUp(frame, attempt);
        }
    }

    private static void LeaderEnded(FrameWriter frame, KeptAttempt attempt) =>
        frame
            .Begin(FrameKind.JournalLeaderEnded)
            .Int64(attempt.Id)
            .Int64(attempt.LeaderEndTicks)
            .Report(attempt.Report!)
            .Int64(attempt.Job)
            .CutOff(attempt.WithMemory(attempt.Report!))
            .End();

    private static void GivenUp(FrameWriter frame, KeptAttempt attempt) =>
        frame.Begin(FrameKind.JournalGivenUp).Int64(attempt.Id).Text(attempt.LostReason).Int64(attempt.Job).End();

    public static void Ended(FrameWriter frame, KeptAttempt attempt) =>
        frame
            .Begin(FrameKind.JournalEnded)
            .Int64(attempt.Id)
            .Report(attempt.Report!)
            .Int64(attempt.Job)
            .CutOff(attempt.Report!)
            .End();

    public static void Lost(FrameWriter frame, KeptAttempt attempt) =>
        frame
            .Begin(FrameKind.JournalLost)
            .Int64(attempt.Id)
            .Text(attempt.LostReason)
            .Report(attempt.Report!)
            .Int64(attempt.Job)
            .End();

    public static void Gap(FrameWriter frame, ulong partitions) =>
        frame.Begin(FrameKind.JournalGap).Int64((long)partitions).End();
}
