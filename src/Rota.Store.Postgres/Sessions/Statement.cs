using Npgsql;
using NpgsqlTypes;

namespace Rota.Store.Postgres.Sessions;

/// <summary>A statement of a session. Parameters are numbered from 1, columns from 0.</summary>
internal sealed class Statement(Connection connection, string sql)
{
    private readonly List<(NpgsqlDbType Type, object? Value)> bound = [];

    /// <summary>Binds a number, or null.</summary>
    public Statement Bind(int parameter, long? value) => Set(parameter, NpgsqlDbType.Bigint, value);

    /// <summary>Binds a number.</summary>
    public Statement Bind(int parameter, long value) => Set(parameter, NpgsqlDbType.Bigint, value);

    /// <summary>Binds a number with a fraction.</summary>
    public Statement Bind(int parameter, double value) => Set(parameter, NpgsqlDbType.Double, value);

    /// <summary>Binds a truth value as 0 or 1.</summary>
    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    /// <summary>Binds a text, or null.</summary>
    public Statement Bind(int parameter, string? value) =>
        Set(parameter, NpgsqlDbType.Text, value is null ? null : PostgresText.Stored(value));

    /// <summary>Binds bytes.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value) =>
        Set(parameter, NpgsqlDbType.Bytea, value.ToArray());

    /// <summary>Binds a column of numbers.</summary>
    public Statement Bind(int parameter, long[] values) =>
        Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values);

    /// <summary>Binds a column of numbers of which some are null.</summary>
    public Statement Bind(int parameter, long?[] values) =>
        Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values);

    /// <summary>Binds a column of numbers with a fraction.</summary>
    public Statement Bind(int parameter, double[] values) =>
        Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Double, values);

    /// <summary>Binds a column of texts, of which some may be null.</summary>
    public Statement Bind(int parameter, string?[] values) =>
        Set(
            parameter,
            NpgsqlDbType.Array | NpgsqlDbType.Text,
            Array.ConvertAll(values, value => value is null ? null : PostgresText.Stored(value))
        );

    /// <summary>Binds nothing, where a column of a kind is expected: text, bytes, a fraction, else a number.</summary>
    public Statement BindNull(int parameter, string? kind) =>
        Set(
            parameter,
            kind switch
            {
                "t" => NpgsqlDbType.Text,
                "b" => NpgsqlDbType.Bytea,
                "d" => NpgsqlDbType.Double,
                _ => NpgsqlDbType.Bigint,
            },
            null
        );

    /// <summary>Runs it. Within a transaction it may go to the server with what follows it.</summary>
    public void Run() => connection.Run(this);

    /// <summary>Runs it now.</summary>
    /// <returns>How many rows it changed.</returns>
    public int RunNow() => connection.RunNow(this);

    /// <summary>The first column of the first row as a number, or null.</summary>
    public long? Scalar()
    {
        using var rows = Rows();
        return rows.Read() ? rows.Int64OrNull(0) : null;
    }

    /// <summary>Runs it and gives all its rows.</summary>
    public StatementRows Rows() => connection.Query(this);

    internal NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, value) in bound)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        }

        return command;
    }

    private Statement Set(int parameter, NpgsqlDbType type, object? value)
    {
        while (bound.Count < parameter)
        {
            bound.Add((NpgsqlDbType.Bigint, null));
        }

        bound[parameter - 1] = (type, value);
        return this;
    }
}
