using Rota.Sim.Systems;
using Rota.Sim.Systems.Faults;

namespace Rota.Sim.Tests.Systems;

public sealed class SystemTests
{
    [Fact]
    public void Debug()
    {
        var from = ulong.Parse(Environment.GetEnvironmentVariable("SEED") ?? "1");
        var count = ulong.Parse(Environment.GetEnvironmentVariable("SEEDS") ?? "1");
        var faults = Enum.Parse<FaultKinds>(Environment.GetEnvironmentVariable("FAULTS") ?? "All", true);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var bad = 0;
        for (var seed = from; seed < from + count; seed++)
        {
            try
            {
                var result = Worlds.Run(new SystemOptions { Seed = seed, Faults = faults, IsTraced = count == 1, Bug = Environment.GetEnvironmentVariable("BUG") });
                if (count == 1)
                {
                    File.WriteAllLines("/tmp/trace.txt", result.Trace);
                }

                if (result.Violations.Count > 0) bad++;
                if (count < 20 || result.Violations.Count > 0)
                Console.Error.WriteLine($"{seed}: {result.Digest:x} {result.Events} events {result.Time.TotalSeconds:0.0} s {result.Runs} runs {string.Join("\n    ", result.Violations)}");
            }
            catch (Exception e)
            {
                bad++;
                Console.Error.WriteLine($"{seed}: {e}");
            }
        }

        Console.Error.WriteLine($"{bad} bad of {count}, {watch.ElapsedMilliseconds} ms");
    }
}
