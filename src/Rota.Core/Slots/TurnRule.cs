namespace Rota.Core.Slots;

/// <summary>
/// When a member may try a turn. Decides who tries when, and nothing else: the commit's fence is the safety.
/// </summary>
public static class TurnRule
{
    /// <summary>What to do at this moment.</summary>
    /// <param name="frame">The timetable.</param>
    /// <param name="rank">The asker's place in it.</param>
    /// <param name="now">The moment.</param>
    /// <param name="wantsTurn">Whether it has anything to do.</param>
    /// <param name="cost">
    /// What a turn of it takes, in microseconds: a turn that cannot end in the slot is not begun.
    /// </param>
    /// <param name="ownerBusy">When the owner of this slot last worked, as far as it has shown.</param>
    /// <param name="tail">
    /// How much longer than that it may take now and then: in its own slot the asker makes up for it, in another's it
    /// would hold the next owner up.
    /// </param>
    /// <param name="mayStealAt">
    /// When the asker may use another's slot again: who has just done so leaves the next chance to the others.
    /// </param>
    public static TurnChoice Choose(
        Frame frame,
        int rank,
        long now,
        bool wantsTurn,
        long cost,
        long ownerBusy = long.MinValue / 2,
        long tail = 0,
        long mayStealAt = long.MinValue / 2
    )
    {
        var slot = frame.At(now);
        if (IsOwn(frame, rank, slot))
        {
            return ChooseInOwn(frame, rank, slot, now, wantsTurn, cost);
        }

        var ownStart = frame.NextStart(rank, now) + frame.Guard;
        if (!wantsTurn || frame.IsStrict)
        {
            return new TurnChoice(TurnKind.Wait, ownStart);
        }

        // The owner goes first; after its grace an idle slot is anybody's who can leave it in time. One that works
        // turn after turn has moments between them, which are not idle: who slips in there makes it wait.
        var open = Math.Max(Math.Max(slot.Start + Grace(frame), ownerBusy + OwnerPause), mayStealAt);
        return now < open ? new TurnChoice(TurnKind.Wait, Math.Min(open, ownStart))
            : now + cost + Math.Min(tail, frame.SlotLength / TailShare) <= slot.End
                ? new TurnChoice(TurnKind.Steal, now)
            : new TurnChoice(TurnKind.Wait, Math.Min(slot.End + Grace(frame), ownStart));
    }

    /// <summary>How long an owner that worked may pause before its slot counts as idle, in microseconds.</summary>
    private const long OwnerPause = Pace.SlotMin;

    /// <summary>
    /// Part of a slot that a thief leaves free for a slow disk at most: else a loaded system would use no idle
    /// slot.
    /// </summary>
    private const int TailShare = 4;

    /// <summary>How long after its start a slot is its owner's alone.</summary>
    private static long Grace(Frame frame) => Math.Min(3 * frame.Guard, frame.SlotLength / 2);

    /// <summary>A lone member works whenever it likes, unless it keeps the classic timetable.</summary>
    private static bool IsOwn(Frame frame, int rank, Slot slot) =>
        slot.Index == rank || (frame.Members.Length == 1 && !frame.IsStrict);

    private static TurnChoice ChooseInOwn(Frame frame, int rank, Slot slot, long now, bool wantsTurn, long cost)
    {
        if (frame.Members.Length == 1 && !frame.IsStrict)
        {
            return new TurnChoice(wantsTurn ? TurnKind.Own : TurnKind.Wait, wantsTurn ? now : now + frame.Cycle);
        }

        var open = slot.Start + frame.Guard;
        if (now < open)
        {
            return new TurnChoice(TurnKind.Wait, open);
        }

        // The first moments of an own slot are for its owner even when its turn may run over: else a turn whose cost
        // has outgrown the slot would never come.
        var isInTime = now + cost <= slot.End || now <= open + Grace(frame);
        return wantsTurn && isInTime
            ? new TurnChoice(TurnKind.Own, now)
            : new TurnChoice(
                TurnKind.Wait,
                wantsTurn ? slot.End + Grace(frame) : frame.NextStart(rank, now) + frame.Guard
            );
    }
}

/// <summary>What a member does now.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">For <see cref="TurnKind.Wait"/>: until when, unless something happens before.</param>
public readonly record struct TurnChoice(TurnKind Kind, long At);

/// <summary>The ways to go on.</summary>
public enum TurnKind
{
    /// <summary>Wait for a moment or an event.</summary>
    Wait,

    /// <summary>Take the turn of the own slot, waiting for the lock if somebody still has it.</summary>
    Own,

    /// <summary>Use another's idle slot, if the lock is free this instant.</summary>
    Steal,
}
