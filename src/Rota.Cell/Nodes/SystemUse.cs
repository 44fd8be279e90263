using System.Globalization;

namespace Rota.Cell.Nodes;

/// <summary>How busy a machine is, as its system says.</summary>
public static class SystemUse
{
    /// <summary>Processes that want a CPU, over the last minute, in hundredths.</summary>
    public static int LoadPercent() =>
        double.TryParse(
            File.ReadAllText("/proc/loadavg").Split(' ')[0],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var load
        )
            ? (int)(load * 100)
            : 0;

    /// <summary>Memory that more could use, in bytes.</summary>
    public static long MemoryFreeBytes() =>
        File.ReadLines("/proc/meminfo")
            .FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
            is { } line
        && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], out var kibibytes)
            ? kibibytes * 1024
            : 0;
}
