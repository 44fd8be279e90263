using System.Diagnostics;
using System.Globalization;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;

// Hangfire's enqueue, for bench/api.mjs --peers: each line of standard input names a storage, "memory" or a connection
// string of PostgreSQL, with threads and seconds before it; each is answered by a line of latencies in ms.
var storages = new Dictionary<string, JobStorage>(StringComparer.Ordinal);
while (Console.ReadLine()?.Split(' ', 3) is [var threads, var seconds, var where])
{
    if (!storages.TryGetValue(where, out var storage))
    {
        storage = where == "memory"
            ? new InMemoryStorage()
            : new PostgreSqlStorage(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(where, new PostgreSqlStorageOptions()), new PostgreSqlStorageOptions());
        storages[where] = storage;

        // Makes its tables.
        new BackgroundJobClient(storage).Enqueue(() => Console.WriteLine("first"));
    }

    var client = new BackgroundJobClient(storage);
    var until = Stopwatch.GetTimestamp() + (long)(double.Parse(seconds, CultureInfo.InvariantCulture) * Stopwatch.Frequency);
    var taken = await Task.WhenAll(Enumerable.Range(0, int.Parse(threads, CultureInfo.InvariantCulture)).Select(_ => Task.Run(() =>
    {
        var times = new List<double>();
        while (Stopwatch.GetTimestamp() < until)
        {
            var begun = Stopwatch.GetTimestamp();
            client.Enqueue(() => Console.WriteLine("one"));
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times;
    })));
    Console.WriteLine(string.Join(' ', taken.SelectMany(one => one).Select(one => one.ToString("0.###", CultureInfo.InvariantCulture))));
}
