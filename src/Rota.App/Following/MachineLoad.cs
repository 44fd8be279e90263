using Rota.Core.Placement;

namespace Rota.App.Following;

/// <summary>How busy this machine is, from /proc.</summary>
internal sealed class MachineLoad
{
    private long lastBusy;
    private long lastAll;

    /// <summary><c>cpu 87%</c> and <c>mem 41G/64G</c>.</summary>
    public (string Cpu, string Memory) Describe()
    {
        var fields = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(long.Parse)
            .ToArray();
        var all = fields.Take(8).Sum();
        var busy = all - fields[3] - fields[4];
        var share = all > lastAll ? (busy - lastBusy) * 100 / (all - lastAll) : 0;
        (lastBusy, lastAll) = (busy, all);
        var memory = File.ReadLines("/proc/meminfo")
            .Take(3)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(line => line[0], line => long.Parse(line[1]) * 1024);
        var (total, available) = (memory["MemTotal:"], memory["MemAvailable:"]);
        return ($"cpu {share}%", $"mem {Units.Bytes(total - available)}/{Units.Bytes(total)}");
    }
}
