using System.Globalization;

namespace Rota.Store.Local;

/// <summary>
/// The process that holds the write lock. With the time when it began, because its number may name another process when
/// somebody looks.
/// </summary>
/// <param name="Pid">Its id.</param>
/// <param name="StartTicks">When it began, in ticks since boot; 0 where that is not known.</param>
public readonly record struct LockHolder(int Pid, long StartTicks)
{
    /// <summary>This process.</summary>
    public static LockHolder Self { get; } = new(Environment.ProcessId, OwnStart());

    private static long OwnStart()
    {
        // The name stands in brackets and may hold anything; the twentieth field after it is the time.
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[19], CultureInfo.InvariantCulture);
    }
}
