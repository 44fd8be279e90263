using System.Runtime.InteropServices;

namespace Rota.Linux.Clocks;

/// <summary>
/// The clock that slots are counted in: CLOCK_MONOTONIC, which all processes of a boot share and no time service steps.
/// A test puts another in its place.
/// </summary>
public partial class MonotonicClock
{
    private const int Monotonic = 1;
    private const int BootTime = 7;
    private const int Absolute = 1;

    /// <summary>The moment, in microseconds since an instant of the boot.</summary>
    public virtual long Now => Read(Monotonic);

    /// <summary>
    /// Microseconds that the machine has slept (BOOTTIME less MONOTONIC): when it grows, a suspend lies between.
    /// </summary>
    public virtual long Suspended => Read(BootTime) - Read(Monotonic);

    /// <summary>The wall clock: for records, and for schedules. Anybody may set it.</summary>
    public virtual DateTimeOffset Wall => DateTimeOffset.UtcNow;

    /// <summary>Calls again and again on another thread, until disposed: no call is under way then.</summary>
    public virtual IDisposable Every(TimeSpan pace, Action call) => new Repeating(pace, call);

    /// <summary>
    /// Waits until a moment or for the signal. Whole milliseconds are waited for by the signal, the rest by a sleep to
    /// the absolute moment: a wait by length could end a millisecond early or late.
    /// </summary>
    /// <returns>Whether the moment came, and not the signal.</returns>
    public virtual bool WaitUntil(long moment, WaitHandle signal)
    {
        var milliseconds = (moment - Now) / 1_000;
        if (milliseconds > 0 && signal.WaitOne((int)Math.Min(milliseconds, int.MaxValue)))
        {
            return false;
        }

        var deadline = new TimeSpec { Seconds = moment / 1_000_000, Nanoseconds = moment % 1_000_000 * 1_000 };
        while (Now < moment)
        {
            _ = Sleep(Monotonic, Absolute, deadline, 0);
        }

        return true;
    }

    /// <summary>Rests until about a moment, whatever happens meanwhile.</summary>
    public virtual void Rest(long moment)
    {
        var left = moment - Now;
        if (left > 0)
        {
            Thread.Sleep(TimeSpan.FromMicroseconds(left));
        }
    }

    /// <summary>Waits until about a moment, up to a millisecond after it, or for the signal.</summary>
    /// <returns>Whether the time passed, and not the signal came.</returns>
    public virtual bool WaitAbout(long moment, WaitHandle signal)
    {
        var left = moment - Now;
        return left <= 0 || !signal.WaitOne((int)Math.Min((left + 999) / 1_000, int.MaxValue));
    }

    private static long Read(int clock)
    {
        _ = GetTime(clock, out var time);
        return (time.Seconds * 1_000_000) + (time.Nanoseconds / 1_000);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in TimeSpec deadline, nint rest);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
