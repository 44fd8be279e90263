using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Placement;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Runners;
using Rota.Runners.Members;
using Rota.Runners.Nodes;
using Rota.Runners.Turns;
using Rota.Store.Sqlite.Turns;

namespace Rota.Bench.Idle;

/// <summary>What it costs to have nothing to do: a turn without news over 100,000 waiting tasks, and whole daemons.</summary>
internal static class IdleBenchmark
{
    /// <summary>Runs both, and prints their tables.</summary>
    public static void Run(Options options)
    {
        var rounds = options.Number("rounds", 5);
        Turns(rounds, options.Number("tasks", 100_000), options.Number("turns", 2_000));
        Daemons(rounds, options.Number("seconds", 10), options.Numbers("runners", "1,5"));
    }

    private static void Turns(int rounds, int tasks, int turns)
    {
        var table = new Table("turn without news", "p50", "p99");
        var medians = new Samples();
        var tails = new Samples();
        for (var round = 0; round < rounds; round++)
        {
            var costs = Costs(tasks, turns);
            medians.Add(costs.Median);
            tails.Add(costs.At(0.99));
        }

        table.Add(
            $"{Table.Count(tasks)} tasks wait",
            Table.Rounds(medians, Table.Time),
            Table.Rounds(tails, Table.Time)
        );
        table.Print("A turn that finds nothing new: lock, transaction, fence, news, decision, no commit");
    }

    /// <summary>One slot is taken for good, so all the others wait; no turn finds anything to do.</summary>
    private static Samples Costs(int tasks, int turns)
    {
        using var scratch = new ScratchState();
        scratch.Submit([BenchJobs.Array(tasks)]);
        using var store = new SqliteHomeStore(scratch.State);
        using var executor = new SilentExecutor();
        var options = new RunnerOptions
        {
            Capacity = new Capacity
            {
                Slots = 1,
                MilliCpus = 1_000,
                MemoryBytes = 1 << 30,
            },
            Cycle = TimeSpan.FromSeconds(1),
        };
        var clock = new MonotonicClock();
        var position = new Position(store, Crew.Identity("bench"), options, clock, new LinuxKernel());
        var work = new Workload(
            store,
            new NodeLines(executor, reach: null, clock),
            clock,
            NullLogger.Instance,
            new TurnInstruments("bench", NullLogger.Instance)
        );
        position.Take();
        work.Load(position.Place);
        var costs = new Samples();
        for (var turn = -100; turn < turns; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            work.Gather();
            using (var begun = store.Begin(position.Place, work.SeenTurn, TimeSpan.FromSeconds(1))!)
            {
                work.Take(begun, int.MaxValue);
                work.Commit(begun);
            }

            _ = work.Finish();
            if (turn >= 0)
            {
                costs.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        return costs;
    }

    private static void Daemons(int rounds, int seconds, int[] counts)
    {
        var shares = counts.ToDictionary(count => count, _ => new Samples());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var count in counts)
            {
                shares[count].Add(Share(count, seconds));
            }
        }

        var table = new Table("idle daemon", "share of a core");
        foreach (var count in counts)
        {
            table.Add($"rota up --runners {count}", Table.Rounds(shares[count], share => $"{share:P2}"));
        }

        table.Print($"CPU of all processes of an idle state, over {seconds} s");
    }

    private static double Share(int count, int seconds)
    {
        using var scratch = new ScratchState();
        var path = scratch.State.Path;
        using var daemon = RotaProcess.Start("up", "--runners", $"{count}", "--state", path);
        Thread.Sleep(3_000);
        double Used() => RotaProcess.Family(path).Sum(RotaProcess.CpuSeconds);
        var before = Used();
        Thread.Sleep(seconds * 1_000);
        var used = Used() - before;
        RotaProcess.Run("down", "--state", path);
        daemon.WaitForExit();
        return used / seconds;
    }
}
