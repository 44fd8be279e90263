using System.Diagnostics;
using Rota.Bench.Report;
using Rota.Sim.Policies;
using Rota.Sim.Policies.Pending;
using Rota.Sim.Policies.Settings;

namespace Rota.Bench.Policies;

/// <summary>
/// Events a second of the policy simulator, on one core, against the same simulation with all events in one binary heap.
/// Both give the same history, which is checked, so the ratio is of the queue alone.
/// </summary>
internal static class PolicyBenchmark
{
    /// <summary>Runs all sizes in turn, both queues in each round, and prints the table.</summary>
    public static void Run(Options options)
    {
        var rounds = options.Number("rounds", 5);
        var strategies = options.Text("strategies", "two-choices,reserve-one,idle").Split(',');
        var table = new Table(
            "nodes, strategy, delay",
            "tasks",
            "events/s",
            "one heap",
            "÷ one heap, same round",
            "process memory"
        );
        foreach (var nodes in options.Numbers("nodes", "1000,10000,100000"))
        {
            foreach (var strategy in strategies)
            {
                foreach (var delay in new[] { 0, 0.01 })
                {
                    Measure(table, Settings(strategy, nodes, delay, options.Long("tasks", nodes * 100L)), rounds);
                }
            }
        }

        table.Print("Events a second of the policy simulator, one core, load 0.9");
    }

    private static PolicySettings Settings(string strategy, int nodes, double delay, long tasks) =>
        new()
        {
            Strategy = strategy,
            Nodes = nodes,
            Dispatchers = 50,
            Delay = delay,
            Jobs = Math.Max(2_000_000, tasks),
        };

    private static void Measure(Table table, PolicySettings settings, int rounds)
    {
        var (quick, plain, ratio, memory) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = -1; round < rounds; round++)
        {
            // The first round is for the just-in-time compiler.
            var asked = round >= 0 ? settings : settings with { Jobs = 500_000 };
            var (rate, digest) = Rate<QuickSchedule>(asked);
            var held = Environment.WorkingSet;
            var (heapRate, heapDigest) = Rate<PlainSchedule>(asked);
            if (digest != heapDigest)
            {
                throw new InvalidOperationException("the two queues gave different histories");
            }

            if (round >= 0)
            {
                quick.Add(rate);
                plain.Add(heapRate);
                ratio.Add(rate / heapRate);
                memory.Add(held / 1e6);
            }
        }

        Console.Error.WriteLine($"  {settings.Strategy}, {settings.Nodes} nodes: {quick.Median:0} events/s");
        table.Add(
            $"{settings.Nodes:#,0}, {settings.Strategy}, {settings.Delay}",
            Table.Count(settings.Jobs),
            Table.Rounds(quick, Table.Count),
            Table.Count(plain.Median),
            Table.Rounds(ratio, value => $"{value:0.00}"),
            $"{memory.Max:0} MB"
        );
    }

    private static (double Rate, ulong Digest) Rate<TSchedule>(PolicySettings settings)
        where TSchedule : struct, ISchedule
    {
        var clock = Stopwatch.GetTimestamp();
        var measured = PolicyRun.RunOnce<TSchedule>(settings);
        return (measured.Events / Stopwatch.GetElapsedTime(clock).TotalSeconds, measured.Digest);
    }
}
