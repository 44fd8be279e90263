using Rota.Linux.Calls;

namespace Rota.Linux.Faults;

/// <summary>
/// Named places where the fault tests have a process kill itself: <c>ROTA_CRASH_AT=name:3</c> dies at the third
/// arrival. Costs one comparison when it is not set.
/// </summary>
internal static class CrashPoint
{
    private static readonly string? Name = Environment.GetEnvironmentVariable("ROTA_CRASH_AT")?.Split(':')[0];
    private static int left = int.TryParse(
        Environment.GetEnvironmentVariable("ROTA_CRASH_AT")?.Split(':').ElementAtOrDefault(1),
        out var count
    )
        ? count
        : 1;

    /// <summary>What a simulator does at each place, for what its own thread calls.</summary>
    [field: ThreadStatic]
    public static Action<string>? Here { get; set; }

    public static void Reach(string name)
    {
        Here?.Invoke(name);
        if (Name is not null && name == Name && Interlocked.Decrement(ref left) == 0)
        {
            _ = Posix.Kill(Environment.ProcessId, Posix.SigKill);
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
