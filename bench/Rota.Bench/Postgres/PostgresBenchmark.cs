using Rota.Bench.Report;
using Rota.Bench.Transitions;

namespace Rota.Bench.Postgres;

/// <summary>
/// Durable tasks a second of a home on PostgreSQL beside one on SQLite, and beside a queue as it is written in SQL with
/// SKIP LOCKED, on the same server at the same durability. All of them do nothing but keep their books.
/// </summary>
internal static class PostgresBenchmark
{
    private const int Fetchers = 5;

    /// <summary>Runs all ways in turn, and prints the table.</summary>
    public static void Run(Options options)
    {
        var server = options.Text("server", "postgres:///postgres");
        // Jobs are 64, of as many tasks each.
        var (tasks, slots) = (options.Number("tasks", 96_000) / 64 * 64, options.Number("slots", 20_000));
        (string Name, Func<double> Rate)[] ways =
        [
            ("home on SQLite, 1 runner", () => Rota(1, null)),
            ("home on PostgreSQL, 1 runner", () => Rota(1, New())),
            ("home on PostgreSQL, 5 runners", () => Rota(5, New())),
            ($"SKIP LOCKED, {Fetchers} workers, a job at a time", () => Queue(batch: 1, tasks / 20)),
            ($"SKIP LOCKED, {Fetchers} workers, 100 jobs at a time", () => Queue(batch: 100, tasks)),
        ];
        var rates = ways.ToDictionary(way => way.Name, _ => new Samples());
        for (var round = -1; round < options.Number("rounds", 5); round++)
        {
            foreach (var (name, rate) in ways)
            {
                var measured = rate();
                Console.Error.WriteLine($"  {name}: {measured:0} tasks/s");

                // The first round is for the just-in-time compiler.
                if (round >= 0)
                {
                    rates[name].Add(measured);
                }
            }
        }

        var table = new Table("what", "tasks/s", "÷ SKIP LOCKED, a job at a time");
        foreach (var (name, _) in ways)
        {
            table.Add(
                name,
                Table.Rounds(rates[name], Table.Count),
                $"{rates[name].Median / rates[ways[3].Name].Median:0.0}"
            );
        }

        table.Print($"{tasks} tasks, {slots} slots, an executor that does nothing");

        double Rota(int runners, string? address) =>
            tasks / TransitionsBenchmark.Measure(runners, tasks, slots, address).Seconds;

        string New()
        {
            var name = "bench_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
            using var source = SkipLockedQueue.Source(server);
            using var command = source.CreateCommand($"CREATE DATABASE {name}");
            _ = command.ExecuteNonQuery();
            return $"{server[..server.LastIndexOf('/')]}/{name}";
        }

        double Queue(int batch, int jobs)
        {
            using var queue = new SkipLockedQueue(New(), jobs);
            return jobs / queue.Drain(Fetchers, batch).TotalSeconds;
        }
    }
}
