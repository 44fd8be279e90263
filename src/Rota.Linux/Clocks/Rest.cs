namespace Rota.Linux.Clocks;

/// <summary>What a runner does between two steps.</summary>
internal enum RestKind
{
    /// <summary>Nothing: the next step follows at once.</summary>
    None,

    /// <summary>Waits for a moment of the timetable, to the microsecond, or for the signal.</summary>
    Slot,

    /// <summary>Waits until about a moment, or for the signal: it need not be on time.</summary>
    About,

    /// <summary>Rests until a moment, whatever happens.</summary>
    Deaf,
}

/// <summary>How a runner rests: told to whoever drives it, a thread or a simulator.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Until">Until when, in microseconds of its clock.</param>
internal readonly record struct Rest(RestKind Kind, long Until);
