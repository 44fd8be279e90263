using System.Collections.Immutable;

namespace Rota.Core.Notifying;

/// <summary>When a message is sent again that did not arrive: seven times, over a day and a half.</summary>
public static class RetryLadder
{
    /// <summary>The waits, one after each try that failed.</summary>
    public static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
    ];

    /// <summary>
    /// No message waits longer than this by its own plan: one that does was planned by a clock that was ahead, and is
    /// due.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(25);

    /// <summary>The wait after so many tries that failed; null where it is given up.</summary>
    public static TimeSpan? After(int tries) => tries <= Waits.Length ? Waits[Math.Max(0, tries - 1)] : null;
}
