using System.Diagnostics;
using Rota.Core.Model;

namespace Rota.Node.Keeper;

/// <summary>
/// Time that nobody can set: since the system's boot, sleep included, the same in every process. What is compared
/// between processes is compared by it; instants for people begin at the wall clock and go on by it.
/// </summary>
internal static class BootClock
{
    private const int BootTime = 7;
    private const long MicrosPerTick = 10_000;
    private static readonly long Started = Micros;
    private static readonly Instant Origin = Instant.From(DateTimeOffset.UtcNow);

    /// <summary>The time for records: a step of the wall clock while this process lives changes no duration.</summary>
    public static Instant Now => Origin + TimeSpan.FromMicroseconds(Micros - Started);

    /// <summary>
    /// Clock ticks since boot, in which /proc tells when a process started (USER_HZ, 100 on every port).
    /// </summary>
    public static long Ticks => Micros / MicrosPerTick;

    private static unsafe long Micros
    {
        get
        {
            var time = stackalloc long[2];
            return Native.ClockGetTime(BootTime, time) == 0
                ? (time[0] * 1_000_000) + (time[1] / 1_000)
                : throw new UnreachableException("the system has no clock of its boot");
        }
    }

    /// <summary>How long ago that many ticks since boot were.</summary>
    public static TimeSpan Since(long ticks) =>
        TimeSpan.FromMicroseconds(Math.Max(0, Micros - (ticks * MicrosPerTick)));
}
