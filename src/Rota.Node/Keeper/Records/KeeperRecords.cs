using System.Numerics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Lines;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Records;

/// <summary>What a keeper writes into its journal, record by record. Called under the gate of the attempts.</summary>
internal sealed class KeeperRecords(Journal journal, KeeperLink link, AnchorIdentity anchor, IKernel kernel, Gaps gaps)
{
    private const long JournalMax = 8L << 20;
    private readonly OwedRecords owed = new();
    private bool isAnchorWritten;
    private bool isGapWritten;
    private Action? unsettled;
    private long longAt = JournalMax;

    /// <summary>Where it is told what was written.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    public bool IsLong => journal.Length > longAt;

    /// <summary>Whether somebody removed the journal: it is to be written anew.</summary>
    public bool IsGone => journal.IsGone;

    /// <summary>Whether the journal lacks something that has happened: who leaves now takes it along.</summary>
    public bool OwesEnds => owed.HasUnwritten;

    /// <summary>
    /// Goes on with what an earlier keeper left: room for its ends is kept free, what is missing is noted.
    /// </summary>
    public void Inherit(IEnumerable<KeptAttempt> attempts)
    {
        foreach (var attempt in attempts)
        {
            owed.Expect(attempt);
        }

        if (gaps.Open != 0)
        {
            Gap();
        }

        Try(() => journal.Reserve(owed.Room));
    }

    /// <summary>
    /// A runner owns these partitions. That something may be missing is written before: a journal that only has claims
    /// would look whole to the next keeper.
    /// </summary>
    public void Claim(long epoch, ulong partitions)
    {
        if (gaps.Open != 0 && !isGapWritten)
        {
            WriteGap();
        }

        journal.Append(frame => JournalFrames.Claim(frame, epoch, partitions));
        Log.ClaimTaken(epoch, BitOperations.PopCount(partitions));
    }

    /// <summary>
    /// An owner still is one. Goes out with the next record: who does not find it counts from an earlier moment.
    /// </summary>
    public void Renewed(long at, ulong partitions) =>
        journal.Defer(frame => JournalFrames.Renewed(frame, kernel.BootId, at, partitions));

    /// <summary>
    /// What may be missing has changed. Nothing is said to be missing no more before all that was found out is written.
    /// </summary>
    public void Gap() =>
        Try(() =>
        {
            Settle();
            WriteGap();
        });

    private void WriteGap()
    {
        journal.Append(frame => JournalFrames.Gap(frame, gaps.Open));
        isGapWritten = true;
    }

    /// <summary>Written before the process exists, and with it the room for its end is set aside.</summary>
    /// <exception cref="IOException">It could not be written: the process must not be started.</exception>
    public void Intent(KeptAttempt attempt)
    {
        (attempt.Anchor, attempt.IntendedTicks) = (anchor, kernel.Ticks);
        owed.Expect(attempt);
        try
        {
            Settle();
            owed.ReserveToStart(journal);
            if (!isAnchorWritten)
            {
                journal.Append(JournalFrames.Anchor(anchor));
                isAnchorWritten = true;
            }

            if (PlantedBug.Is(PlantedBug.StartBeforeJournal))
            {
                journal.Defer(frame => JournalFrames.Intent(frame, attempt));
                return;
            }

            journal.Append(frame => JournalFrames.Intent(frame, attempt));
        }
        catch (IOException)
        {
            owed.Forget(attempt.Id);
            throw;
        }
    }

    public void Started(KeptAttempt attempt)
    {
        WriteSafely(attempt, frame => JournalFrames.Started(frame, attempt));
        Log.AttemptStarted(attempt.Id, attempt.Job, attempt.Pid);
    }

    /// <summary>Written before the leader is let go, where the attempt is not over by its end.</summary>
    public void LeaderEnded(KeptAttempt attempt) => WriteSafely(attempt, frame => JournalFrames.Ending(frame, attempt));

    /// <summary>Written before the process is let go.</summary>
    public void Ended(KeptAttempt attempt)
    {
        WriteSafely(attempt, frame => JournalFrames.Ended(frame, attempt));
        SayResult(attempt);
        if (Log.IsEnabled(LogLevel.Debug))
        {
            Log.AttemptOver(attempt.Id, attempt.Job, HowOf(attempt.Report!));
        }
    }

    public void Lost(KeptAttempt attempt)
    {
        WriteSafely(attempt, frame => JournalFrames.Lost(frame, attempt));
        SayResult(attempt);
        Log.AttemptLost(attempt.Id, attempt.Job, attempt.LostReason!);
    }

    /// <summary>
    /// Goes out with the next record: if it is lost, the end is told and acknowledged once more. It must not come after
    /// an intent that uses the attempt's files again, and does not.
    /// </summary>
    public void Done(long attempt)
    {
        owed.Forget(attempt);
        journal.Defer(frame => frame.Begin(FrameKind.JournalDone).Int64(attempt).End());
    }

    /// <summary>Writes what no other record took along, and what the disk did not take when it happened.</summary>
    public void Flush()
    {
        // On a full disk it waits; ends go into the room that was set aside for them all the same.
        Try(Settle);
        Try(() =>
        {
            foreach (var attempt in owed.Unwritten)
            {
                Compaction.WriteStanding(journal, attempt);
                owed.Wrote(attempt);
            }

            journal.Flush();
        });
    }

    /// <summary>Writes the journal anew with what still matters.</summary>
    public void Compact(Claims claims, IReadOnlyCollection<KeptAttempt> attempts)
    {
        try
        {
            Rewrite(claims, attempts);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It goes on as it is, and is not tried again with each end.
            longAt = journal.Length + (JournalMax / 8);
            link.Notice($"the keeper's journal cannot be shortened: {error.Message}");
        }
    }

    /// <summary>
    /// Writes down what was found out at the beginning. Where the disk does not take it, nothing starts before it does:
    /// files that serve others would tell a later keeper something else.
    /// </summary>
    public void WriteSettled(Claims claims, IReadOnlyCollection<KeptAttempt> attempts)
    {
        unsettled = () => Rewrite(claims, attempts);
        Try(Settle);
    }

    private void Settle()
    {
        unsettled?.Invoke();
        unsettled = null;
    }

    private void Rewrite(Claims claims, IReadOnlyCollection<KeptAttempt> attempts)
    {
        owed.Sift();
        journal.Rewrite(
            owed.Room,
            fresh => Compaction.Write(fresh, gaps.Open, claims, attempts, anchor, kernel.BootId)
        );
        owed.WroteAll();
        longAt = JournalMax;
        (isAnchorWritten, isGapWritten) = (true, true);
    }

    /// <summary>
    /// A record of what has happened already is never given up for a failing disk: it stays in memory, is told to the
    /// daemon, whose commit makes it durable, and is tried again until then.
    /// </summary>
    private void WriteSafely(KeptAttempt attempt, Action<FrameWriter> write)
    {
        if (Try(() => journal.Append(write)))
        {
            owed.Wrote(attempt);
        }
        else
        {
            owed.NotWritten(attempt);
        }
    }

    private void SayResult(KeptAttempt attempt)
    {
        if (attempt.Report!.Reported?.Problem is { } problem)
        {
            Log.ResultNotKept(attempt.Id, attempt.Job, problem);
        }
    }

    private static string HowOf(ExitReport report) =>
        report.SpawnError is { } error ? $"it could not be started: {error}"
        : report.Signal is { } signal ? $"ended by signal {signal}"
        : $"exit {report.ExitCode}";

    private bool Try(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (IOException error)
        {
            link.Notice($"the keeper's journal cannot be written: {error.Message}. Make room: what runs goes on");
            return false;
        }
    }
}
