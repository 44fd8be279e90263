using Rota.Core.Bytes;
using SQLitePCL;

namespace Rota.Store.Sqlite.Files;

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
            value is null
                ? raw.sqlite3_bind_null(handle, parameter)
                : raw.sqlite3_bind_text(handle, parameter, ByteText.Bytes(value))
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

    /// <summary>The first column of the first row as a number, or null.</summary>
    public long? Scalar()
    {
        using var rows = Rows();
        return rows.Read() ? rows.Int64OrNull(0) : null;
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

    /// <summary>The bytes of a text as they were bound; as a text, SQLite ends it at its first zero byte.</summary>
    internal string Text(int column) => ByteText.Of(raw.sqlite3_column_blob(handle, column));

    internal byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();
}
