using System.Data;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// What one port says to the server. It has a connection of the pool for as long as a statement or a transaction takes,
/// so that nothing is held between, and one that broke is replaced. Used by one thread at a time.
/// </summary>
internal sealed class Connection(Server server) : IDisposable
{
    /// <summary>What waits to be sent together is no longer than this.</summary>
    private const int BatchMax = 500;

    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private NpgsqlConnection? held;
    private NpgsqlTransaction? transaction;
    private NpgsqlBatch? pending;
    private int readers;

    /// <summary>The server, as people are told of it.</summary>
    public string Path => server.Address;

    /// <summary>The server.</summary>
    public Server Server => server;

    /// <summary>A statement. Bind, run, and it is ready again.</summary>
    public Statement Prepare([StringSyntax("sql")] string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements[sql] = statement = new Statement(this, sql);
        }

        return statement;
    }

    /// <summary>Runs a statement without parameters or rows.</summary>
    public void Execute([StringSyntax("sql")] string sql) => Prepare(sql).Run();

    /// <summary>The single number a query gives, or null.</summary>
    public long? Scalar([StringSyntax("sql")] string sql) => Prepare(sql).Scalar();

    /// <summary>Runs the work in one transaction that only reads: every query sees the same state.</summary>
    public T Reading<T>(Func<T> work) =>
        Asking(() =>
        {
            Enter();
            try
            {
                return work();
            }
            finally
            {
                Leave();
            }
        });

    /// <summary>Rows of several queries, all from one state, for as long as they are gone through.</summary>
    public IEnumerable<T> Streaming<T>(IEnumerable<T> rows)
    {
        Enter();
        var each = rows.GetEnumerator();
        try
        {
            while (Told(each.MoveNext))
            {
                yield return each.Current;
            }
        }
        finally
        {
            each.Dispose();
            Leave();
        }
    }

    /// <summary>Begins a transaction.</summary>
    internal void Begin(IsolationLevel level = IsolationLevel.ReadCommitted)
    {
        held = server.Open();
        transaction = held.BeginTransaction(level);
    }

    /// <summary>Sends what waits, and commits. What is thrown is what the driver says: the caller judges it.</summary>
    internal void Commit()
    {
        Flush();
        transaction!.Commit();
        Release();
    }

    /// <summary>Undoes the transaction, if there is one; the server does it by itself where it cannot be told.</summary>
    public void RollBack()
    {
        try
        {
            transaction?.Rollback();
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error) || error is InvalidOperationException)
        {
            // A connection that broke has taken its transaction with it; the first failure is the one to tell.
        }

        Release();
    }

    /// <inheritdoc/>
    public void Dispose() => RollBack();

    /// <summary>Runs a script in one transaction, on a connection of its own.</summary>
    internal void RunScript(string script)
    {
        using var connection = server.Open();
        using var begun = connection.BeginTransaction();
        using (var command = new NpgsqlCommand(script, connection, begun))
        {
            _ = command.ExecuteNonQuery();
        }

        begun.Commit();
    }

    internal void Run(Statement statement)
    {
        if (transaction is null)
        {
            _ = RunNow(statement);
            return;
        }

        pending ??= new NpgsqlBatch(held, transaction);
        pending.BatchCommands.Add(statement.Command());
        if (pending.BatchCommands.Count >= BatchMax)
        {
            Flush();
        }
    }

    internal int RunNow(Statement statement)
    {
        if (transaction is null)
        {
            return Writing.Run(this, statement.RunNow);
        }

        Flush();
        using var batch = new NpgsqlBatch(held, transaction);
        batch.BatchCommands.Add(statement.Command());
        return batch.ExecuteNonQuery();
    }

    internal StatementRows Query(Statement statement)
    {
        if (transaction is not null)
        {
            Flush();
            return Read(held!, statement);
        }

        return Asking(() =>
        {
            using var connection = server.Open();
            return Read(connection, statement);
        });
    }

    /// <summary>Sends what waits.</summary>
    internal void Flush()
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

    /// <summary>Those who read at the same time, one within the other, see the same state.</summary>
    private void Enter()
    {
        if (readers++ == 0)
        {
            Begin(IsolationLevel.RepeatableRead);
        }
    }

    private void Leave()
    {
        if (--readers == 0)
        {
            RollBack();
        }
    }

    private T Told<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error))
        {
            throw PostgresFailure.Of(error, Path);
        }
    }

    /// <summary>A question may be asked again: connections of the pool may be older than the server.</summary>
    private T Asking<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (PostgresFailure.IsLost(error) && readers == 0)
        {
            server.Forget();
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error))
        {
            throw PostgresFailure.Of(error, Path);
        }

        return Told(ask);
    }

    private StatementRows Read(NpgsqlConnection connection, Statement statement)
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

    private void Release()
    {
        pending?.Dispose();
        transaction?.Dispose();
        held?.Dispose();
        (pending, transaction, held) = (null, null, null);
    }
}
