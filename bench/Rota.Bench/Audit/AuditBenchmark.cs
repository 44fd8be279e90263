using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Model;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Bench.Audit;

/// <summary>
/// What the entry of the audit costs a submission. Two states on one disk take turns at it; in one of them what is
/// written to the audit goes nowhere.
/// </summary>
internal static class AuditBenchmark
{
    /// <summary>Submits in rounds, and prints the table.</summary>
    public static void Run(Options options)
    {
        var (rounds, jobs) = (options.Number("rounds", 9), options.Number("jobs", 300));
        using var with = new ScratchState();
        using var without = new ScratchState();
        Swallow(without.File("rota.db"));
        var (rateWith, rateWithout, ratio) = (new Samples(), new Samples(), new Samples());
        _ = Rate(with, jobs);
        _ = Rate(without, jobs);
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes: the second one meets what the first one left to the disk.
            var first = Rate(round % 2 == 0 ? with : without, jobs);
            var second = Rate(round % 2 == 0 ? without : with, jobs);
            var (one, other) = round % 2 == 0 ? (first, second) : (second, first);
            rateWith.Add(one);
            rateWithout.Add(other);
            ratio.Add(one / other);
        }

        var table = new Table("submissions a second", "median (least – most)");
        table.Add("with its entry", Table.Rounds(rateWith, Table.Count));
        table.Add("without", Table.Rounds(rateWithout, Table.Count));
        table.Add("ratio", Table.Rounds(ratio, one => $"{one:0.00}"));
        table.Print($"{rounds} rounds of {jobs} jobs of one task, each with an fsync");
    }

    private static double Rate(ScratchState scratch, int jobs)
    {
        var job = BenchJobs.Array(1);
        using var submissions = new JobSubmissions(scratch.State);
        var started = Stopwatch.GetTimestamp();
        for (var count = 0; count < jobs; count++)
        {
            _ = submissions.Submit(job, null, isWanted: true, Instant.From(DateTimeOffset.UtcNow));
        }

        return jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Swallow(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            ALTER TABLE audit RENAME TO audit_kept;
            CREATE VIEW audit AS SELECT * FROM audit_kept;
            CREATE TRIGGER audit_swallowed INSTEAD OF INSERT ON audit BEGIN SELECT 1; END;
            """;
        command.ExecuteNonQuery();
    }
}
