using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using Rota.App;
using Rota.App.Jobs;
using Rota.App.Pictures;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Model;
using Rota.Store.Sqlite;

namespace Rota.Bench.Pictures;

/// <summary>
/// What pages ask of one job of a million tasks, of which one of a hundred failed: how long the use case takes, and how
/// much is sent. The rows are written by SQL, as turns would have.
/// </summary>
internal static class PicturesBenchmark
{
    /// <summary>Asks for each picture several times, and prints the table.</summary>
    public static void Run(Options options)
    {
        var tasks = options.Number("tasks", 1_000_000);
        using var scratch = new ScratchState();
        scratch.Submit([BenchJobs.Array(tasks)]);
        Fill(scratch.File("rota.db"), tasks);
        var site = new Site(scratch.State.Path, TimeProvider.System, new SqliteHomes());
        (string Name, Func<byte[]> Ask)[] pictures =
        [
            ("states", () => VectorCases.Of(site, new VectorRequest("1", TaskColour.State)).Values),
            ("durations of tasks", () => VectorCases.Of(site, new VectorRequest("1", TaskColour.Duration)).Values),
            ("exits of tasks", () => VectorCases.Of(site, new VectorRequest("1", TaskColour.Exit)).Values),
            ("states after a position", () => Json(VectorCases.After(site, "1", VectorCases.Position(site, "1")), PictureJson.Default.StateChanges)),
            ("histogram of durations", () => Json(Durations.Of(site, "1"), PictureJson.Default.Durations)),
            ("timeline", () => Json(TimelineCase.Of(site, new TimelineRequest("1", null, null)), PictureJson.Default.Timeline)),
            ("graph", () => Json(GraphView.Of(site, "1"), PictureJson.Default.GraphView)),
            ("job and its counters", () => Json(JobCases.Status(site, "1"), JobJson.Default.JobStatus)),
        ];
        var table = new Table("what", "ms", "bytes", "gzip");
        foreach (var (name, ask) in pictures)
        {
            var (times, content) = (new Samples(), ask());
            for (var round = 0; round < options.Number("rounds", 5); round++)
            {
                var started = Stopwatch.GetTimestamp();
                content = ask();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            table.Add(name, Table.Rounds(times, one => $"{one:0.#}"), Table.Count(content.Length), Table.Count(Packed(content)));
        }

        table.Print($"{tasks} tasks of one job, 1 of 100 failed");
    }

    private static byte[] Json<TView>(TView view, JsonTypeInfo<TView> type) =>
        JsonSerializer.SerializeToUtf8Bytes(view, type);

    private static int Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return (int)packed.Length;
    }

    private static void Fill(string database, int tasks)
    {
        const int Succeeded = (int)TaskState.Succeeded;
        const int Failed = (int)TaskState.Failed;
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            BEGIN;
            CREATE TEMP TABLE drawn AS
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {tasks - 1})
                SELECT i, CASE WHEN abs(random()) % 100 = 0 THEN {Failed} ELSE {Succeeded} END AS state,
                    1700000000000000 + i * 20000 AS started, 50000 + abs(random()) % 5000000 AS took FROM n;
            INSERT INTO task SELECT 1, 0, i, state, 1, 1, 0, 1.0, 0 FROM drawn;
            INSERT INTO attempt SELECT 1, 0, i, 1, i + 1, 1, state, started, started + took,
                CASE state WHEN {Failed} THEN 137 ELSE 0 END, NULL, NULL, 1000, 1000000, 0, 0, 0, 0, 0, 0, 1, NULL, NULL, NULL
                FROM drawn;
            UPDATE task_group SET next = total;
            UPDATE job SET state = 3, started = 1700000000000000, ended = 1700000000000000 + {tasks} * 20000, attempts = {tasks};
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
