using System.Diagnostics;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>Waits for a condition of another process, which gives no signal; fails when it does not come true in time.</summary>
internal static class Until
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public static void True(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > (limit ?? Usual))
            {
                Assert.Fail($"waited {(limit ?? Usual).TotalSeconds} s in vain until {what}");
            }

            Thread.Sleep(Pace);
        }
    }
}
