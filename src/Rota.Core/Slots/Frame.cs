using System.Collections.Immutable;

namespace Rota.Core.Slots;

/// <summary>
/// The timetable of one home store: who takes turns, in which order, how long. Times are microseconds of the
/// machine's monotonic clock, which all its processes share; no safety rests on them.
/// </summary>
public sealed record Frame
{
    /// <summary>
    /// Maintenance seldom has anything to do: a whole slot would cost five busy members a sixth of their time.
    /// </summary>
    private const int MaintenancePart = 4;

    /// <summary>Raised by one with every change of the members: the fence of all writes.</summary>
    public required long Epoch { get; init; }

    /// <summary>The members in rank order.</summary>
    public required ImmutableArray<Member> Members { get; init; }

    /// <summary>When a cycle began; cycles are counted from it in both directions.</summary>
    public long Anchor { get; init; }

    /// <summary>Length of a cycle, in microseconds.</summary>
    public required long Cycle { get; init; }

    /// <summary>Wait at the beginning of each slot, from measured lateness, in microseconds.</summary>
    public required long Guard { get; init; }

    /// <summary>
    /// Whether the classic timetable holds: nobody works in another's slot, and the cycle stays as it is.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>Length of each member's slot. The maintenance slot, a quarter as long, ends the cycle.</summary>
    public long SlotLength => SlotOf(Members.Length, Cycle);

    /// <summary>The length of the slots of that many members that share this cycle.</summary>
    public static long SlotOf(int members, long cycle) =>
        Math.Max(1, cycle * MaintenancePart / ((members * MaintenancePart) + 1));

    /// <summary>The cycle of that many members whose slots have this length.</summary>
    public static double CycleOf(int members, double slot) => (members * slot) + (slot / MaintenancePart);

    /// <summary>The rank of the member with this incarnation, or null when it is not one.</summary>
    public int? RankOf(long incarnation)
    {
        for (var rank = 0; rank < Members.Length; rank++)
        {
            if (Members[rank].Incarnation == incarnation)
            {
                return rank;
            }
        }

        return null;
    }

    /// <summary>
    /// The slot that a moment lies in. The last slot takes what the division of the cycle leaves over.
    /// </summary>
    public Slot At(long now)
    {
        var cycle = CycleStart(now);
        var index = (int)Math.Min((now - cycle) / SlotLength, Members.Length);
        var start = cycle + (index * SlotLength);
        var end = index == Members.Length ? cycle + Cycle : start + SlotLength;
        return new Slot(index, start, end, index == Members.Length);
    }

    /// <summary>When the slot of this rank begins next: now, if it begins now.</summary>
    public long NextStart(int rank, long now)
    {
        var start = CycleStart(now) + (rank * SlotLength);
        return start >= now ? start : start + Cycle;
    }

    /// <summary>When the cycle began that a moment lies in.</summary>
    public long CycleStart(long now) => now - ((((now - Anchor) % Cycle) + Cycle) % Cycle);
}

/// <summary>A runner as the frame knows it.</summary>
/// <param name="Id">Its name, stable over restarts.</param>
/// <param name="Incarnation">Which start of it; never given twice.</param>
/// <param name="Pid">Its process.</param>
/// <param name="StartTicks">When that process began, in clock ticks since boot.</param>
public sealed record Member(string Id, long Incarnation, int Pid, long StartTicks);

/// <summary>One slot of one cycle.</summary>
/// <param name="Index">Rank of its owner; the number of members for the maintenance slot.</param>
/// <param name="Start">Its first microsecond.</param>
/// <param name="End">The first microsecond after it.</param>
/// <param name="IsMaintenance">Whether it belongs to no member.</param>
public readonly record struct Slot(int Index, long Start, long End, bool IsMaintenance);
