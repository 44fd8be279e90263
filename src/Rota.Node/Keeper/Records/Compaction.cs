using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;

namespace Rota.Node.Keeper.Records;

/// <summary>What still matters of a journal, as it is written anew.</summary>
internal static class Compaction
{
    /// <summary>All that a later keeper must know.</summary>
    public static void Write(
        Journal fresh,
        ulong gaps,
        Claims claims,
        IEnumerable<KeptAttempt> attempts,
        AnchorIdentity anchor,
        string bootId = ""
    )
    {
        foreach (var (at, partitions) in claims.Renewals.All())
        {
            fresh.Append(frame => JournalFrames.Renewed(frame, bootId, at, partitions));
        }

        if (claims.HighestAttempt > 0)
        {
            fresh.Append(frame => JournalFrames.Highest(frame, claims.HighestAttempt));
        }

        if (gaps != 0)
        {
            fresh.Append(frame => JournalFrames.Gap(frame, gaps));
        }

        foreach (var (epoch, partitions) in claims.All())
        {
            fresh.Append(frame => JournalFrames.Claim(frame, epoch, partitions));
        }

        var last = default(AnchorIdentity);
        var started = attempts.Where(attempt => attempt.State >= KeptState.Spawning);
        foreach (var attempt in started.OrderBy(attempt => attempt.Anchor.StartTicks))
        {
            if (attempt.Anchor != last)
            {
                last = attempt.Anchor;
                fresh.Append(JournalFrames.Anchor(last));
            }

            fresh.Append(frame => JournalFrames.Intent(frame, attempt));
            WriteStanding(fresh, attempt);
        }

        fresh.Append(JournalFrames.Anchor(anchor));
    }

    /// <summary>What has happened to an attempt since its intent.</summary>
    public static void WriteStanding(Journal journal, KeptAttempt attempt)
    {
        if (attempt.Pid != 0)
        {
            journal.Append(frame => JournalFrames.Started(frame, attempt));
        }

        if (OutcomeOf(attempt) is { } outcome)
        {
            journal.Append(frame => outcome(frame, attempt));
        }
    }

    /// <summary>The record of how an attempt ended, as far as it has.</summary>
    private static Action<FrameWriter, KeptAttempt>? OutcomeOf(KeptAttempt attempt) =>
        attempt switch
        {
            { State: KeptState.Over, LostReason: not null } => JournalFrames.Lost,
            { State: KeptState.Over, Report: not null } => JournalFrames.Ended,
            { State: KeptState.Ending } => JournalFrames.Ending,
            _ => null,
        };
}
