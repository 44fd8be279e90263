using System.Diagnostics;
using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Dispatch;
using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Pending;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Policies;

/// <summary>Runs strategies in virtual time.</summary>
public static class PolicyRun
{
    // Long enough that the clock and the compiler's counters cost nothing, short enough that progress is told in time.
    private const int StepEvents = 65_536;

    /// <summary>The strategies there are.</summary>
    public static IReadOnlyList<string> Strategies { get; } =
    [
        "random",
        "two-choices",
        "reserve-one",
        "per-task",
        "batch",
        "batch-late",
        "central",
        "idle-random",
        "idle",
        "hot-cold",
        "shared-state",
        "bid",
        "best-fit",
        "spread",
    ];

    /// <summary>Runs a strategy, with as many replications as asked for, each on a seed of its own.</summary>
    /// <param name="settings">What it is tried on.</param>
    /// <param name="replications">How many runs; the first has the seed of the settings, each other the next
    /// one.</param>
    /// <param name="threads">How many of them at a time; changes nothing but the time it takes.</param>
    /// <param name="progress">Told the share that is done, from any thread; null when nobody looks.</param>
    public static PolicyResult Run(
        PolicySettings settings,
        int replications = 1,
        int threads = 1,
        Action<double>? progress = null
    )
    {
        var runs = new Measured[replications];
        var shares = new double[replications];
        var clock = Stopwatch.GetTimestamp();
        Parallel.For(
            0,
            replications,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            run =>
                runs[run] = RunOnce<QuickSchedule>(
                    settings with
                    {
                        Seed = settings.Seed + (ulong)run,
                    },
                    share =>
                    {
                        shares[run] = share;
                        progress?.Invoke(shares.Average());
                    }
                )
        );
        return Summary.Of(settings, runs, Stopwatch.GetElapsedTime(clock));
    }

    internal static Measured RunOnce<TSchedule>(PolicySettings settings, Action<double>? progress = null)
        where TSchedule : struct, ISchedule =>
        settings.Strategy switch
        {
            "random" => Go<RandomDispatch, TSchedule>(settings, progress),
            "two-choices" or "per-task" => Go<SampledDispatch, TSchedule>(settings, progress),
            "batch" => Go<BatchDispatch, TSchedule>(settings, progress),
            "reserve-one" or "batch-late" => Go<LateDispatch, TSchedule>(settings, progress),
            "idle-random" => Go<IdleDispatch<AnyStock>, TSchedule>(settings, progress),
            "idle" => Go<IdleDispatch<ShorterOfTwo>, TSchedule>(settings, progress),
            "hot-cold" => Go<HotDispatch, TSchedule>(settings, progress),
            "shared-state" => Go<SharedDispatch, TSchedule>(settings, progress),
            "bid" => Go<BidDispatch, TSchedule>(settings, progress),
            "best-fit" => Go<RankedDispatch<BestFit>, TSchedule>(settings, progress),
            "spread" => Go<RankedDispatch<Spread>, TSchedule>(settings, progress),
            "central" => Go<CentralDispatch, TSchedule>(settings, progress),
            _ => throw new ArgumentException($"there is no strategy {settings.Strategy}", nameof(settings)),
        };

    private static Measured Go<TDispatch, TSchedule>(PolicySettings settings, Action<double>? progress)
        where TDispatch : struct, IDispatch
        where TSchedule : struct, ISchedule
    {
        var simulation = new Simulation<TDispatch, TSchedule>(settings);
        while (simulation.Step(StepEvents))
        {
            progress?.Invoke(simulation.Progress);
        }

        return simulation.Result;
    }
}
