using Rota.Core.Model;

namespace Rota.Store.Sqlite.Files;

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

    /// <summary>A point in time.</summary>
    public Instant Instant(int column) => new(statement.Int64(column));

    /// <summary>A point in time, or null.</summary>
    public Instant? InstantOrNull(int column) => statement.IsNull(column) ? null : new Instant(statement.Int64(column));

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
