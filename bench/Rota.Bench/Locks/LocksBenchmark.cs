using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Linux.Clocks;
using Rota.Store.Local;

namespace Rota.Bench.Locks;

/// <summary>
/// Five processes that all want to commit a row all the time: by turns, and uncoordinated in two ways. Waiting for
/// one's turn is waiting too, so for turns both are shown.
/// </summary>
internal static class LocksBenchmark
{
    private const long Lead = 2_500_000;
    private static readonly string[] Ways = ["turns", "strict", "driver", "timeout"];

    /// <summary>Runs all ways in turn, and prints the table.</summary>
    public static void Run(Options options)
    {
        var seconds = options.Number("seconds", 10);
        var writers = options.Number("writers", 5);
        var ways = options.Text("ways", string.Join(',', Ways)).Split(',');
        var figures = ways.ToDictionary(way => way, _ => new LockFigures(seconds));
        for (var round = 0; round < options.Number("rounds", 5); round++)
        {
            foreach (var way in ways)
            {
                figures[way].Add(Measure(way, writers, seconds));
            }
        }

        var table = new Table(LockFigures.Head);
        foreach (var way in ways)
        {
            figures[way].AddTo(table, way, figures[ways[0]]);
        }

        table.Print($"{writers} processes that commit one row at a time, all the time, {seconds} s a round");
    }

    /// <summary>One writer, in a process of its own.</summary>
    public static void RunWriter(Options options)
    {
        var way = options.Text("way", "");
        var rank = options.Number("rank", 0);
        var path = options.Text("path", "");
        var start = options.Long("start", 0);
        var end = start + (options.Number("seconds", 10) * 1_000_000L);
        if (way is "turns" or "strict")
        {
            using var writer = new TurnsWriter(StateDirectory.Open(path, create: false), rank, way == "strict");
            Console.WriteLine(writer.Run(start, end).ToLine());
            return;
        }

        Console.WriteLine(DriverWriter.Run(path, way == "timeout", rank, start, end).ToLine());
    }

    private static WriterResult[] Measure(string way, int writers, int seconds)
    {
        using var scratch = new ScratchState();
        var path = scratch.State.Path;
        if (way is not ("turns" or "strict"))
        {
            path = scratch.File("plain.db");
            DriverWriter.Create(path);
        }

        var start = new MonotonicClock().Now + Lead;
        var processes = Enumerable
            .Range(0, writers)
            .Select(rank =>
                ChildProcess.Start(
                    "writer",
                    "--way",
                    way,
                    "--rank",
                    $"{rank}",
                    "--path",
                    path,
                    "--start",
                    $"{start}",
                    "--seconds",
                    $"{seconds}"
                )
            )
            .ToArray();
        return [.. processes.Select(process => WriterResult.Parse(ChildProcess.Finish(process)))];
    }
}
