using Rota.Core.Bytes;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;

namespace Rota.Node.Keeper.Records;

/// <summary>
/// What the journal will have to take in whatever becomes of the disk: the ends of what was started, and what could not
/// be written as it happened.
/// </summary>
internal sealed class OwedRecords
{
    /// <summary>A claim, an anchor, a gap: who takes over must be able to say so on a full disk.</summary>
    private const long Slack = 4096;

    /// <summary>An intent and the rest that comes in front of it.</summary>
    private const long StartRoom = 512;

    /// <summary>
    /// A start, the end of a leader, an end with its longest last line, and what is said once that is committed.
    /// </summary>
    private const long EndRoom = 2048;
    private const long DoneRoom = 64;
    private readonly Dictionary<long, (KeptAttempt Attempt, long Room)> expected = [];
    private readonly Dictionary<long, KeptAttempt> unwritten = [];

    /// <summary>Bytes to keep free.</summary>
    public long Room { get; private set; }

    /// <summary>Whether something has happened that is not written.</summary>
    public bool HasUnwritten => unwritten.Count > 0;

    /// <summary>What is not written, as it stands now.</summary>
    public KeptAttempt[] Unwritten => [.. unwritten.Values];

    /// <summary>An attempt is about to start, or was started before.</summary>
    public void Expect(KeptAttempt attempt) =>
        Set(attempt, attempt.State == KeptState.Over ? DoneRoom : EndRoom + TextsOf(attempt));

    /// <summary>Sets room aside for the end of one more that starts.</summary>
    /// <exception cref="IOException">The disk has none: it must not start.</exception>
    public void ReserveToStart(Journal journal)
    {
        if (journal.Room < Room + Slack + StartRoom && !PlantedBug.Is(PlantedBug.NoRoom))
        {
            Sift();
            journal.Reserve(Room + Slack + StartRoom);
        }
    }

    /// <summary>What there was to write of it is written.</summary>
    public void Wrote(KeptAttempt attempt)
    {
        unwritten.Remove(attempt.Id);
        if (attempt.State == KeptState.Over)
        {
            Set(attempt, DoneRoom);
        }
    }

    /// <summary>What happened to it could not be written.</summary>
    public void NotWritten(KeptAttempt attempt) => unwritten[attempt.Id] = attempt;

    /// <summary>It was never started, or its end is committed.</summary>
    public void Forget(long attempt)
    {
        unwritten.Remove(attempt);
        if (expected.Remove(attempt, out var known))
        {
            Room -= known.Room;
        }
    }

    /// <summary>Forgets those that were taken back after their intent.</summary>
    public void Sift()
    {
        foreach (var (id, (attempt, _)) in expected.ToArray())
        {
            if (attempt is { State: KeptState.Over, Report: null, LostReason: null })
            {
                Forget(id);
            }
        }
    }

    /// <summary>All of it was written anew.</summary>
    public void WroteAll()
    {
        foreach (var attempt in Unwritten)
        {
            Wrote(attempt);
        }
    }

    private void Set(KeptAttempt attempt, long room)
    {
        Room += room - expected.GetValueOrDefault(attempt.Id).Room;
        expected[attempt.Id] = (attempt, room);
    }

    /// <summary>
    /// What an end may quote: the program or directory that was missing, or a file that it should have left.
    /// </summary>
    private static long TextsOf(KeptAttempt attempt)
    {
        if (attempt.Order is not { } order)
        {
            return 0;
        }

        var outputs = order.Outputs.Select(ByteText.ByteCount).DefaultIfEmpty().Max();
        return Math.Max(outputs, (2 * ByteText.ByteCount(order.Arguments[0])) + ByteText.ByteCount(order.Directory));
    }
}
