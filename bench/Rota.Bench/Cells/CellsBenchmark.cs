using System.Diagnostics;
using System.Globalization;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Jobs;
using Rota.Core.Placement;
using Rota.Core.Placement.Strategies;
using Rota.Runners;
using Rota.Runners.Turns;
using Rota.Store.Nodes;

namespace Rota.Bench.Cells;

/// <summary>
/// What a task costs the home of a large cell: a production runner and a real store, and nodes that only say that tasks
/// have run. As many slots in all, whatever the nodes. Counts, so that a busy machine changes little.
/// </summary>
internal static class CellsBenchmark
{
    private const int Slots = 1_000;

    /// <summary>Runs all numbers of nodes with all strategies, and prints the table.</summary>
    public static void Run(Options options)
    {
        var tasks = options.Number("tasks", 20_000);
        var address = options.Text("home", "");
        var table = new Table(
            "nodes",
            "strategy",
            "commits a 1,000 tasks",
            "rows a task",
            "bytes written a task",
            "tells a task",
            "acknowledgements",
            "answers",
            "tasks/s"
        );
        foreach (var nodes in options.Numbers("nodes", "10,100,1000"))
        {
            foreach (var strategy in Enum.GetValues<Strategy>())
            {
                Measure(table, nodes, strategy, tasks, address.Length > 0 ? address : null);
            }
        }

        table.Print($"{tasks} tasks on {Slots} slots of nodes that do nothing");
    }

    private static void Measure(Table table, int nodes, Strategy strategy, int tasks, string? address)
    {
        using var scratch = new ScratchState(address);
        var traffic = new Traffic();
        using (var registry = scratch.Home.Nodes())
        {
            for (var number = 1; number <= nodes; number++)
            {
                _ = registry.Register(Said($"n{number}", Slots / nodes));
            }
        }

        using var store = scratch.Home.Turns();
        using var own = new InstantExecutor();
        var runner = new Runner(
            store,
            own,
            Crew.Identity("bench"),
            new RunnerOptions
            {
                Capacity = Of(1),
                Cycle = TimeSpan.FromSeconds(1),
                IsStrict = false,
                Reach = new CountedReach(traffic),
            }
        );
        using var done = new ManualResetEventSlim();
        var (commits, rows, ended) = (0L, 0L, 0L);
        runner.Committed = changes =>
        {
            commits++;
            rows += changes.Tasks.Count + changes.Attempts.Count + changes.Ended.Count + changes.Groups.Count;
            rows += changes.Jobs.Count;
            ended += changes.Ended.Count;
            if (ended >= tasks)
            {
                done.Set();
            }
        };
        var thread = new Thread(runner.Run) { Name = "bench" };
        thread.Start();
        var job = BenchJobs.Array(tasks);
        var policy = new TaskPolicy { Nodes = new NodeChoice { Strategy = strategy } };
        var (begun, written) = (Stopwatch.GetTimestamp(), Written());
        scratch.Submit([job with { Policies = [policy] }]);
        done.Wait();
        var (seconds, bytes) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, Written() - written);
        runner.Stop();
        thread.Join();
        table.Add(
            $"{nodes}",
            strategy.ToString(),
            Each(1_000.0 * commits / tasks),
            Each((double)rows / tasks),
            Table.Count((double)bytes / tasks),
            Each((double)traffic.Tells / tasks),
            Each((double)traffic.Acknowledgements / tasks),
            Each((double)traffic.Answers / tasks),
            Table.Count(tasks / seconds)
        );
    }

    /// <summary>Bytes that this process has handed to the system.</summary>
    private static long Written() =>
        long.Parse(
            File.ReadLines("/proc/self/io").First(line => line.StartsWith("wchar:", StringComparison.Ordinal))[6..],
            CultureInfo.InvariantCulture
        );

    private static string Each(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static NodeSaid Said(string name, int slots) =>
        new()
        {
            Name = name,
            Capacity = Of(slots),
            Boot = "boot",
            State = $"/{name}",
        };

    private static Capacity Of(int slots) =>
        new()
        {
            Slots = slots,
            MilliCpus = 1_000L * slots,
            MemoryBytes = 1L << 40,
        };
}
