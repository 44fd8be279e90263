using System.Data;
using Npgsql;

namespace Rota.Store.Postgres.Sessions;

/// <summary>A transaction on a connection of the pool, and what waits to be sent in it.</summary>
internal sealed class HeldTransaction : IDisposable
{
    /// <summary>What waits to be sent together is no longer than this.</summary>
    private const int BatchMax = 500;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private NpgsqlBatch? pending;

    public HeldTransaction(Server server, IsolationLevel level)
    {
        connection = server.Open();
        transaction = connection.BeginTransaction(level);
    }

    /// <summary>Sends a statement with what follows it, before anything is asked.</summary>
    public void Add(Statement statement)
    {
        pending ??= new NpgsqlBatch(connection, transaction);
        pending.BatchCommands.Add(statement.Command());
        if (pending.BatchCommands.Count >= BatchMax)
        {
            Flush();
        }
    }

    /// <summary>Sends what waits.</summary>
    public void Flush()
    {
        if (pending is { } batch)
        {
            pending = null;
            using (batch)
            {
                _ = batch.ExecuteNonQuery();
            }
        }
    }

    /// <summary>Runs a statement now.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(Statement statement)
    {
        Flush();
        using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(statement.Command());
        return batch.ExecuteNonQuery();
    }

    /// <summary>Runs a statement now and gives its rows.</summary>
    public StatementRows Read(Statement statement)
    {
        Flush();
        return Read(connection, transaction, statement);
    }

    /// <summary>The same on any connection.</summary>
    public static StatementRows Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, Statement statement)
    {
        var rows = new List<object[]>();
        using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(statement.Command());
        using var reader = batch.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            _ = reader.GetValues(row);
            rows.Add(row);
        }

        return new StatementRows(rows);
    }

    /// <summary>Sends what waits, and commits.</summary>
    public void Commit()
    {
        Flush();
        transaction.Commit();
    }

    /// <summary>Undoes it; the server does it by itself where it cannot be told.</summary>
    public void RollBack()
    {
        try
        {
            transaction.Rollback();
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error) || error is InvalidOperationException)
        {
            // A connection that broke has taken its transaction with it; the first failure is the one to tell.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pending?.Dispose();
        transaction.Dispose();
        connection.Dispose();
    }
}
