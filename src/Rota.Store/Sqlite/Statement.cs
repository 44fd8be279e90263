using SQLitePCL;

namespace Rota.Store.Sqlite;

/// <summary>A prepared statement. Parameters are numbered from 1, columns from 0.</summary>
public sealed class Statement : IDisposable
{
    private readonly Connection connection;
    private readonly sqlite3_stmt handle;

    internal Statement(Connection connection, sqlite3_stmt handle)
    {
        this.connection = connection;
        this.handle = handle;
    }

    /// <summary>Binds a number, or null.</summary>
    public Statement Bind(int parameter, long? value)
    {
        connection.Check(
            value is { } number
                ? raw.sqlite3_bind_int64(handle, parameter, number)
                : raw.sqlite3_bind_null(handle, parameter)
        );
        return this;
    }

    /// <summary>Binds a number.</summary>
    public Statement Bind(int parameter, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    /// <summary>Binds a number with a fraction.</summary>
    public Statement Bind(int parameter, double value)
    {
        connection.Check(raw.sqlite3_bind_double(handle, parameter, value));
        return this;
    }

    /// <summary>Binds a truth value as 0 or 1.</summary>
    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    /// <summary>Binds a text, or null.</summary>
    public Statement Bind(int parameter, string? value)
    {
        connection.Check(
            value is null ? raw.sqlite3_bind_null(handle, parameter) : raw.sqlite3_bind_text(handle, parameter, value)
        );
        return this;
    }

    /// <summary>Binds bytes.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    /// <summary>Runs it to its end and makes it ready again.</summary>
    public void Run()
    {
        var result = raw.sqlite3_step(handle);
        while (result == raw.SQLITE_ROW)
        {
            result = raw.sqlite3_step(handle);
        }

        raw.sqlite3_reset(handle);
        connection.Check(result);
    }

    /// <summary>Runs it row by row; dispose the rows before the statement is used again.</summary>
    public StatementRows Rows() => new(this);

    /// <inheritdoc/>
    public void Dispose() => handle.manual_close();

    internal bool Step()
    {
        var result = raw.sqlite3_step(handle);
        connection.Check(result);
        return result == raw.SQLITE_ROW;
    }

    internal void Reset() => raw.sqlite3_reset(handle);

    internal bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    internal long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    internal double Double(int column) => raw.sqlite3_column_double(handle, column);

    internal string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    internal byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();
}

/// <summary>The rows of a running statement.</summary>
public readonly struct StatementRows(Statement statement) : IDisposable
{
    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read() => statement.Step();

    /// <summary>A number.</summary>
    public long Int64(int column) => statement.Int64(column);

    /// <summary>A small number.</summary>
    public int Int32(int column) => (int)statement.Int64(column);

    /// <summary>A number, or null.</summary>
    public long? Int64OrNull(int column) => statement.IsNull(column) ? null : statement.Int64(column);

    /// <summary>A small number, or null.</summary>
    public int? Int32OrNull(int column) => statement.IsNull(column) ? null : (int)statement.Int64(column);

    /// <summary>A number with a fraction.</summary>
    public double Double(int column) => statement.Double(column);

    /// <summary>A truth value.</summary>
    public bool Boolean(int column) => statement.Int64(column) != 0;

    /// <summary>A text.</summary>
    public string Text(int column) => statement.Text(column);

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => statement.IsNull(column) ? null : statement.Text(column);

    /// <summary>Bytes.</summary>
    public byte[] Blob(int column) => statement.Blob(column);

    /// <summary>Makes the statement ready again.</summary>
    public void Dispose() => statement.Reset();
}
