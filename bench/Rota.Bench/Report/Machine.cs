namespace Rota.Bench.Report;

/// <summary>On what was measured, and beside what: load of others makes absolute figures worthless.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, kernel and load, in one line.</summary>
    public static string Line
    {
        get
        {
            var model =
                File.ReadLines("/proc/cpuinfo")
                    .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                    ?.Split(':')[1]
                    .Trim()
                ?? "unknown processor";
            var kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
            var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
            return $"{model}, {Environment.ProcessorCount} cores, Linux {kernel}, load {load}";
        }
    }
}
