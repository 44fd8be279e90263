using Rota.Node.Hosting;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>What a keeper writes into its journal, record by record. Called under the gate of the attempts.</summary>
internal sealed class KeeperRecords
{
    private const long JournalMax = 8L << 20;
    private readonly Journal journal;
    private readonly KeeperLink link;
    private readonly AnchorIdentity anchor;
    private readonly IKernel kernel;

    /// <summary>Goes on with a journal.</summary>
    /// <param name="journal">What earlier keepers wrote is in it.</param>
    /// <param name="link">Is told when the journal cannot be written.</param>
    /// <param name="anchor">The parent of this keeper.</param>
    /// <param name="kernel">The system.</param>
    public KeeperRecords(Journal journal, KeeperLink link, AnchorIdentity anchor, IKernel kernel)
    {
        (this.journal, this.link, this.anchor, this.kernel) = (journal, link, anchor, kernel);
        journal.Append(JournalFrames.Anchor(anchor));
    }

    public bool IsLong => journal.Length > JournalMax;

    public void Claim(long epoch, ulong partitions) =>
        journal.Append(frame => JournalFrames.Claim(frame, epoch, partitions));

    /// <summary>Written before the process exists.</summary>
    /// <exception cref="IOException">It could not be written: the process must not be started.</exception>
    public void Intent(KeptAttempt attempt)
    {
        (attempt.Anchor, attempt.IntendedTicks) = (anchor, kernel.Ticks);
        journal.Append(frame => JournalFrames.Intent(frame, attempt));
    }

    public void Started(KeptAttempt attempt) => WriteSafely(frame => JournalFrames.Started(frame, attempt));

    /// <summary>Written before the leader is let go, where the attempt is not over by its end.</summary>
    public void LeaderEnded(KeptAttempt attempt) => WriteSafely(frame => JournalFrames.LeaderEnded(frame, attempt));

    /// <summary>Written before the process is let go.</summary>
    public void Ended(KeptAttempt attempt) => WriteSafely(frame => JournalFrames.Ended(frame, attempt));

    public void Lost(KeptAttempt attempt) => WriteSafely(frame => JournalFrames.Lost(frame, attempt));

    /// <summary>
    /// Goes out with the next record: if it is lost, the end is told and acknowledged once more. It must not come after
    /// an intent that uses the attempt's files again, and does not.
    /// </summary>
    public void Done(long attempt) => journal.Defer(frame => frame.Begin(FrameKind.JournalDone).Int64(attempt).End());

    /// <summary>Writes what no other record took along.</summary>
    public void Flush()
    {
        try
        {
            journal.Flush();
        }
        catch (IOException)
        {
            // Later: it only says what need not be told again.
        }
    }

    /// <summary>Writes the journal anew with what still matters.</summary>
    public void Compact(Claims claims, IEnumerable<KeptAttempt> attempts)
    {
        try
        {
            journal.Rewrite(fresh => WriteAll(fresh, claims, attempts));
        }
        catch (IOException error)
        {
            link.Notice($"the keeper's journal cannot be shortened: {error.Message}");
        }
    }

    private void WriteAll(Journal fresh, Claims claims, IEnumerable<KeptAttempt> attempts)
    {
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
            if (attempt.Pid != 0)
            {
                fresh.Append(frame => JournalFrames.Started(frame, attempt));
            }

            if (OutcomeOf(attempt) is { } outcome)
            {
                fresh.Append(frame => outcome(frame, attempt));
            }
        }

        fresh.Append(JournalFrames.Anchor(anchor));
    }

    /// <summary>The record of how an attempt ended, as far as it has.</summary>
    private static Action<FrameWriter, KeptAttempt>? OutcomeOf(KeptAttempt attempt) =>
        attempt switch
        {
            { State: KeptState.Over, LostReason: not null } => JournalFrames.Lost,
            { State: KeptState.Over } => JournalFrames.Ended,
            { State: KeptState.Ending, LostReason: null } => JournalFrames.LeaderEnded,
            _ => null,
        };

    /// <summary>
    /// A record of what has happened already is never given up for a full disk: it stays in memory and is told to the
    /// daemon, whose commit makes it durable; the next compaction writes it.
    /// </summary>
    private void WriteSafely(Action<FrameWriter> write)
    {
        try
        {
            journal.Append(write);
        }
        catch (IOException error)
        {
            link.Notice($"the keeper's journal cannot be written: {error.Message}");
        }
    }
}
