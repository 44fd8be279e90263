using System.Data;
using System.Diagnostics.CodeAnalysis;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// What one port says to the server. It has a connection of the pool for as long as a statement or a transaction takes,
/// so that nothing is held between, and one that broke is replaced. Used by one thread at a time.
/// </summary>
internal sealed class Connection(Server server) : IDisposable
{
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private HeldTransaction? held;
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
            while (Question.Told(each.MoveNext, Path))
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
    internal void Begin(IsolationLevel level = IsolationLevel.ReadCommitted) =>
        held = new HeldTransaction(server, level);

    /// <summary>Sends what waits.</summary>
    internal void Flush() => held?.Flush();

    /// <summary>Sends what waits, and commits. What is thrown is what the driver says: the caller judges it.</summary>
    internal void Commit()
    {
        held!.Commit();
        Release();
    }

    /// <summary>Undoes the transaction, if there is one.</summary>
    internal void RollBack()
    {
        held?.RollBack();
        Release();
    }

    /// <inheritdoc/>
    public void Dispose() => RollBack();

    internal void Run(Statement statement)
    {
        if (held is null)
        {
            _ = RunNow(statement);
        }
        else
        {
            held.Add(statement);
        }
    }

    internal int RunNow(Statement statement) => held?.Run(statement) ?? Writing.Run(this, statement.RunNow);

    internal StatementRows Query(Statement statement) =>
        held?.Read(statement)
        ?? Asking(() =>
        {
            using var connection = server.Open();
            return HeldTransaction.Read(connection, null, statement);
        });

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

    /// <summary>A question may be asked again: connections of the pool may be older than the server.</summary>
    private T Asking<T>(Func<T> ask) => readers > 0 ? Question.Told(ask, Path) : Question.Again(ask, server);

    private void Release()
    {
        held?.Dispose();
        held = null;
    }
}
