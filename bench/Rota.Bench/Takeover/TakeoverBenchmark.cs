using System.Diagnostics;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Slots;
using Rota.Linux.Clocks;
using Rota.Store.Sqlite.Queries;

namespace Rota.Bench.Takeover;

/// <summary>
/// From <c>kill -9</c> of a runner's process to the commit of the epoch without it, and how many partitions move when
/// a runner joins.
/// </summary>
internal static class TakeoverBenchmark
{
    /// <summary>Runs the rounds, and prints the table.</summary>
    public static void Run(Options options)
    {
        var runners = options.Number("runners", 4);
        var times = new Samples();
        var moved = new Samples();
        for (var round = 0; round < options.Number("rounds", 5); round++)
        {
            var (micros, share) = Measure(runners);
            Console.Error.WriteLine($"  {Table.Time(micros)}, {share:P1} moved");
            times.Add(micros);
            moved.Add(share);
        }

        var table = new Table("what", "median (least – greatest)");
        table.Add("kill -9 of one of 5 → epoch without it committed", Table.Rounds(times, Table.Time));
        table.Add(
            $"partitions that moved when {runners} became {runners + 1}",
            Table.Rounds(moved, share => $"{share:P1}")
        );
        table.Print("Idle state, cycle 1 s, runners in processes of their own");
    }

    private static (double Micros, double Moved) Measure(int runners)
    {
        using var scratch = new ScratchState();
        var path = scratch.State.Path;
        var processes = new List<Process>();
        using var queries = new JobQueries(scratch.State);
        try
        {
            for (var number = 1; number <= runners + 1; number++)
            {
                if (number == runners + 1)
                {
                    Thread.Sleep(2_000);
                }

                processes.Add(RotaProcess.Start("runner", "--id", $"r{number}", "--state", path));
                Wait(() => queries.Frame.Current.Members.Length == number);
            }

            var frame = queries.Frame.Current;
            var before = Rendezvous.Assign(frame.Members[..^1], Core.Partitions.Partition.Count);
            var after = Rendezvous.Assign(frame.Members, Core.Partitions.Partition.Count);
            var moved = before.Zip(after).Count(pair => pair.First != pair.Second) / (double)before.Length;
            Thread.Sleep(1_500 + Random.Shared.Next(1_000));
            var victim = processes[Random.Shared.Next(processes.Count)];
            var clock = new MonotonicClock();
            var killed = clock.Now;
            victim.Kill();
            Wait(() => queries.Frame.Current.Members.Length == runners);
            return (clock.Now - killed, moved);
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }

            RotaProcess.End(path);
        }
    }

    private static void Wait(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException("the members did not become what was waited for");
            }

            Thread.Sleep(1);
        }
    }
}
