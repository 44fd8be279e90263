using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Model;
using Rota.Fabric.Orders;

namespace Rota.Bench.Reaction;

/// <summary>
/// From a task's exit to its recorded outcome and to the start of the task that waits for it, while thousands are live
/// and end at random moments.
/// </summary>
internal static class ReactionBenchmark
{
    private const int PairsOfJob = 20;

    /// <summary>Longer than it takes to start all of them.</summary>
    private const long LengthMin = 6_000_000;

    /// <summary>Runs all settings in turn, and prints the table.</summary>
    public static void Run(Options options)
    {
        var live = options.Number("live", 5_000);
        var spread = options.Number("spread", 10);
        var settings = options
            .Text("modes", "adaptive,strict")
            .Split(',')
            .SelectMany(mode => options.Numbers("runners", "1,5,25").Select(count => (Mode: mode, Count: count)))
            .ToArray();
        var figures = settings.ToDictionary(setting => setting, _ => new ReactionFigures());
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            foreach (var setting in settings)
            {
                figures[setting].Add(Measure(setting.Count, setting.Mode == "strict", live, spread));
                Console.Error.WriteLine($"  {setting.Mode} {setting.Count}: {figures[setting].Newest}");
            }
        }

        var table = new Table(
            "runners",
            "exit → recorded p50",
            "p99",
            "worst",
            "exit → dependant's start p50",
            "p99",
            "p99 ÷ 1 runner"
        );
        foreach (var setting in settings)
        {
            figures[setting].AddTo(table, $"{setting.Count}, {setting.Mode}", figures[settings[0]]);
        }

        table.Print($"{live} live tasks, ends at random over {spread} s, cycle 1 s");
    }

    private static PairWatch Measure(int runners, bool isStrict, int live, int spread)
    {
        using var scratch = new ScratchState();
        var watch = new PairWatch(live);
        using var crew = new Crew(
            scratch.Home,
            runners,
            live + 1_000,
            TimeSpan.FromSeconds(1),
            isStrict,
            () => new TimedExecutor(attempt => Length(attempt, spread), watch)
        );
        scratch.Submit(Enumerable.Repeat(BenchJobs.Pairs(PairsOfJob), live / PairsOfJob));
        return watch.AllLive.Wait(TimeSpan.FromSeconds(60)) && watch.Done.Wait(TimeSpan.FromSeconds(60 + spread))
            ? watch
            : throw new TimeoutException($"only {watch.Records.Count} of {live} ends were recorded");
    }

    /// <summary>A dependant ends at once; the others at random, the same in every round.</summary>
    private static long Length(NodeOrder.Launch attempt, int spread)
    {
        var mixed = Prng.Mix((ulong)((attempt.Job.Value * 1_000) + attempt.Group));
        return PairWatch.IsFirst(attempt) ? LengthMin + (long)(mixed % (ulong)(spread * 1_000_000L)) : 0;
    }
}
