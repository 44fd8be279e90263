using Microsoft.Data.Sqlite;
using Rota.Bench.Locks;
using Rota.Bench.Report;
using Rota.Linux.Clocks;

namespace Rota.Bench.Classic;

/// <summary>
/// The loop as it was posted: slot = cycle / N, offset = id x slot, sleep until the slot, reconcile, and again in the
/// next cycle. One row a transaction; no lock but SQLite's, no fence, no early wake.
/// </summary>
/// <param name="file">The database.</param>
/// <param name="id">Which of the loops, from 0.</param>
/// <param name="count">How many there are.</param>
/// <param name="cycle">The cycle, in microseconds.</param>
internal sealed class PostedLoop(string file, int id, int count, long cycle)
{
    private readonly MonotonicClock clock = new();

    /// <summary>From the moment a row was wanted to its commit, in microseconds.</summary>
    public Samples Latencies { get; } = new();

    /// <summary>Runs until the end.</summary>
    /// <param name="arrivals">When a row is wanted, ascending.</param>
    /// <param name="end">When it stops.</param>
    public void Run(Queue<long> arrivals, long end)
    {
        var slot = cycle / count;
        using var connection = DriverWriter.Open(file, isRaw: false);
        using var insert = DriverWriter.Insert(connection);
        using var never = new AutoResetEvent(false);
        var next = (clock.Now / cycle * cycle) + (id * slot);
        while (clock.Now < end)
        {
            next = clock.Now <= next ? next : next + ((((clock.Now - next) / cycle) + 1) * cycle);
            _ = clock.WaitUntil(Math.Min(next, end), never);
            Reconcile(arrivals, connection, insert, clock.Now + slot);
        }
    }

    /// <summary>All that is wanted by now, as long as the slot lasts.</summary>
    private void Reconcile(Queue<long> arrivals, SqliteConnection connection, SqliteCommand insert, long until)
    {
        while (arrivals.TryPeek(out var wanted) && wanted <= clock.Now && clock.Now < until)
        {
            _ = arrivals.Dequeue();
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            insert.Parameters[0].Value = id;
            insert.Parameters[1].Value = Latencies.Count;
            _ = insert.ExecuteNonQuery();
            transaction.Commit();
            Latencies.Add(clock.Now - wanted);
        }
    }
}
