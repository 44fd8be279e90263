using Rota.Bench.Locks;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Fabric.Orders;
using Rota.Linux.Clocks;

namespace Rota.Bench.Classic;

/// <summary>The posted loop beside Rota's runners: how long an event waits for its record, and what both can record.</summary>
internal static class ClassicBenchmark
{
    private const long Cycle = 1_000_000;
    private const int Jobs = 64;

    /// <summary>Seconds of work more than are measured: it must not run out.</summary>
    private const int Margin = 8;
    private static readonly string[] Ways = ["posted loop", "rota, adaptive", "rota, strict"];

    /// <summary>Runs all ways in turn, and prints the table.</summary>
    public static void Run(Options options)
    {
        var runners = options.Number("runners", 5);
        var seconds = options.Number("seconds", 8);
        var light = options.Number("rate", 200);
        var heavy = options.Number("heavy", 40_000);
        var latencies = Ways.ToDictionary(way => way, _ => new Samples());
        var tails = Ways.ToDictionary(way => way, _ => new Samples());
        var rates = Ways.ToDictionary(way => way, _ => new Samples());
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            foreach (var way in Ways)
            {
                var some = Measure(way, runners, light, seconds);
                latencies[way].Add(some.Median);
                tails[way].Add(some.At(0.99));
                rates[way].Add(Measure(way, runners, heavy, seconds).Count / (double)seconds);
                Console.Error.WriteLine(
                    $"  {way}: p50 {Table.Time(some.Median)} of {some.Count}, {rates[way].Max:0} rows/s"
                );
            }
        }

        var table = new Table("way", "event → record p50", "p99", "p50 ÷ posted", "records/s when flooded", "÷ posted");
        foreach (var way in Ways)
        {
            table.Add(
                way,
                Table.Rounds(latencies[way], Table.Time),
                Table.Rounds(tails[way], Table.Time),
                $"{latencies[way].Median / latencies[Ways[0]].Median:0.000}",
                Table.Rounds(rates[way], Table.Count),
                $"{rates[way].Median / rates[Ways[0]].Median:0.0}"
            );
        }

        table.Print($"{runners} runners, cycle 1 s; {light} events a second, then {heavy} a second, for {seconds} s");
    }

    private static Samples Measure(string way, int runners, int rate, int seconds) =>
        way == Ways[0] ? Posted(runners, rate, seconds) : Rota(way == Ways[2], runners, rate, seconds);

    private static Samples Posted(int runners, int rate, int seconds)
    {
        using var scratch = new ScratchState();
        var file = scratch.File("posted.db");
        DriverWriter.Create(file);
        var loops = Enumerable.Range(0, runners).Select(id => new PostedLoop(file, id, runners, Cycle)).ToArray();
        var start = new MonotonicClock().Now;
        var end = start + (seconds * 1_000_000L);
        var threads = loops
            .Select(
                (loop, id) =>
                    new Thread(() =>
                        loop.Run(
                            new Queue<long>(
                                Enumerable
                                    .Range(0, rate * seconds)
                                    .Where(number => number % runners == id)
                                    .Select(number => start + (number * 1_000_000L / rate))
                            ),
                            end
                        )
                    )
            )
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var all = new Samples();
        foreach (var loop in loops)
        {
            all.AddRange(loop.Latencies.All);
        }

        return all;
    }

    /// <summary>As many tasks live at a time as end at that rate when each runs for half a cycle on average.</summary>
    private static Samples Rota(bool isStrict, int runners, int rate, int seconds)
    {
        using var scratch = new ScratchState();
        var watch = new ExitLog();
        using var crew = new Crew(
            scratch.Home,
            runners,
            rate / 2,
            TimeSpan.FromMicroseconds(Cycle),
            isStrict,
            () => new TimedExecutor(attempt => attempt.Attempt.Value * 7_919 % Cycle, watch)
        );
        scratch.Submit(Enumerable.Repeat(BenchJobs.Array(rate * (seconds + Margin) / Jobs), Jobs));
        Thread.Sleep(1_500);
        watch.Begin();
        Thread.Sleep(seconds * 1_000);
        return watch.End();
    }

    /// <summary>Notes from exits to records.</summary>
    private sealed class ExitLog : IExitWatch
    {
        private readonly Dictionary<long, long> exits = [];
        private Samples latencies = new();

        public void Begin()
        {
            lock (exits)
            {
                latencies = new Samples();
            }
        }

        public Samples End()
        {
            lock (exits)
            {
                return Interlocked.Exchange(ref latencies, new Samples());
            }
        }

        public void Ordered(NodeOrder.Launch attempt, long now) { }

        public void Exited(NodeOrder.Launch attempt, long now)
        {
            lock (exits)
            {
                exits[attempt.Attempt.Value] = now;
            }
        }

        public void Recorded(NodeOrder.Launch attempt, long now)
        {
            lock (exits)
            {
                if (exits.Remove(attempt.Attempt.Value, out var exited))
                {
                    latencies.Add(now - exited);
                }
            }
        }
    }
}
