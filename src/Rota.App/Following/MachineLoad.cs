namespace Rota.App.Following;

/// <summary>How busy this machine is, from /proc.</summary>
internal sealed class MachineLoad
{
    private long lastBusy;
    private long lastAll;

    /// <summary>
    /// How busy the cores were since the last look, in percent, null at the first; and bytes of memory.
    /// </summary>
    public (long? CpuPercent, long MemoryUsed, long MemoryTotal) Measure()
    {
        var (busy, all) = Sample();
        long? share = lastAll > 0 && all > lastAll ? (busy - lastBusy) * 100 / (all - lastAll) : null;
        (lastBusy, lastAll) = (busy, all);
        var memory = File.ReadLines("/proc/meminfo")
            .Take(3)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(line => line[0], line => long.Parse(line[1]) * 1024);
        var total = memory["MemTotal:"];
        return (share, total - memory["MemAvailable:"], total);
    }

    private static (long Busy, long All) Sample()
    {
        var fields = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(long.Parse)
            .ToArray();
        var all = fields.Take(8).Sum();
        return (all - fields[3] - fields[4], all);
    }
}
