using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Rota.Store.Postgres.Addresses;

namespace Rota.Bench.Postgres;

/// <summary>
/// A queue as programs keep one in PostgreSQL: a worker takes rows that nobody else has, commits that, and commits again
/// when they are done. Each commit is on the disk before it is answered.
/// </summary>
internal sealed class SkipLockedQueue : IDisposable
{
    private const string Tables = """
        CREATE TABLE queue (id bigint PRIMARY KEY, state integer NOT NULL DEFAULT 0, body text NOT NULL DEFAULT '{}',
            attempt integer NOT NULL DEFAULT 0, started timestamptz, ended timestamptz) WITH (fillfactor = 70);
        CREATE INDEX queue_ready ON queue (id) WHERE state = 0;
        """;

    private const string Fetch = """
        UPDATE queue SET state = 1, attempt = attempt + 1, started = now()
        WHERE id = ANY (ARRAY(SELECT id FROM queue WHERE state = 0 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT $1))
        RETURNING id
        """;

    private const string Done = "UPDATE queue SET state = 2, ended = now() WHERE id = ANY ($1)";
    private readonly NpgsqlDataSource source;

    /// <summary>Makes it in an empty database, with jobs that are ready.</summary>
    public SkipLockedQueue(string address, int jobs)
    {
        source = Source(address);
        using var made = source.CreateCommand(
            Tables + string.Create(CultureInfo.InvariantCulture, $"INSERT INTO queue (id) SELECT generate_series(1, {jobs})")
        );
        _ = made.ExecuteNonQuery();
    }

    /// <summary>Connections to a server, as the home makes them.</summary>
    public static NpgsqlDataSource Source(string address)
    {
        var parts = HomeAddress.Parse(address).Visible["postgres://".Length..];
        var (user, rest) = (parts[..parts.IndexOf('@')], parts[(parts.IndexOf('@') + 1)..]);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = rest[..rest.LastIndexOf('/')],
            Username = user,
            Database = rest[(rest.LastIndexOf('/') + 1)..],
            MaxAutoPrepare = 20,
            NoResetOnClose = true,
        };
        return NpgsqlDataSource.Create(settings.ConnectionString);
    }

    /// <summary>Has workers do all of it.</summary>
    /// <param name="workers">How many, each with a connection.</param>
    /// <param name="batch">Jobs that one takes at a time.</param>
    public TimeSpan Drain(int workers, int batch)
    {
        var begun = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(() => Work(batch)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private void Work(int batch)
    {
        using var connection = source.OpenConnection();
        while (true)
        {
            var taken = new List<long>();
            using (var fetch = new NpgsqlCommand(Fetch, connection))
            {
                fetch.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batch });
                using var rows = fetch.ExecuteReader();
                while (rows.Read())
                {
                    taken.Add(rows.GetInt64(0));
                }
            }

            if (taken.Count == 0)
            {
                return;
            }

            using var done = new NpgsqlCommand(Done, connection);
            done.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. taken] });
            _ = done.ExecuteNonQuery();
        }
    }
}
