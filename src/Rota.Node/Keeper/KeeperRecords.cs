using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>What a keeper writes into its journal, record by record. Called under the core's lock.</summary>
internal sealed class KeeperRecords(Journal journal, KeeperLink link)
{
    private const long JournalMax = 8L << 20;

    public bool IsLong => journal.Length > JournalMax;

    public void Epoch(long epoch) => journal.Append(frame => frame.Begin(FrameKind.JournalEpoch).Int64(epoch).End());

    /// <summary>Written before the process exists.</summary>
    /// <exception cref="IOException">It could not be written: the process must not be started.</exception>
    public void Intent(KeptAttempt attempt) => journal.Append(frame => Intent(frame, attempt));

    public void Started(KeptAttempt attempt) => WriteSafely(frame => Started(frame, attempt));

    /// <summary>Written before the process is let go.</summary>
    public void Ended(KeptAttempt attempt) => WriteSafely(frame => Ended(frame, attempt));

    public void Lost(KeptAttempt attempt) =>
        WriteSafely(frame => frame.Begin(FrameKind.JournalLost).Int64(attempt.Id).Text(attempt.LostReason).End());

    public void Done(long attempt) => WriteSafely(frame => frame.Begin(FrameKind.JournalDone).Int64(attempt).End());

    /// <summary>Writes the journal anew with what still matters.</summary>
    public void Compact(long epoch, IEnumerable<KeptAttempt> attempts) =>
        journal.Rewrite(fresh =>
        {
            fresh.Append(frame => frame.Begin(FrameKind.JournalBoot).Text(ProcessTable.BootId).End());
            fresh.Append(frame => frame.Begin(FrameKind.JournalEpoch).Int64(epoch).End());
            foreach (var attempt in attempts.Where(attempt => attempt.State >= KeptState.Spawning))
            {
                fresh.Append(frame => Intent(frame, attempt));
                if (attempt.Pid != 0)
                {
                    fresh.Append(frame => Started(frame, attempt));
                }

                if (attempt.Report is not null)
                {
                    fresh.Append(frame => Ended(frame, attempt));
                }

                if (attempt.LostReason is { } reason)
                {
                    fresh.Append(frame => frame.Begin(FrameKind.JournalLost).Int64(attempt.Id).Text(reason).End());
                }
            }
        });

    private static void Intent(FrameWriter frame, KeptAttempt attempt) =>
        frame
            .Begin(FrameKind.JournalIntent)
            .Int64(attempt.Id)
            .Int64(attempt.Job)
            .Int64(attempt.Started.Micros)
            .Int32(attempt.Scratch)
            .End();

    private static void Started(FrameWriter frame, KeptAttempt attempt) =>
        frame
            .Begin(FrameKind.JournalStarted)
            .Int64(attempt.Id)
            .Int32(attempt.Pid)
            .Int64(attempt.StartTicks)
            .Text(ProcessTable.BootId)
            .Int64(attempt.Started.Micros)
            .End();

    private static void Ended(FrameWriter frame, KeptAttempt attempt) =>
        frame.Begin(FrameKind.JournalEnded).Int64(attempt.Id).Report(attempt.Report!).End();

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
