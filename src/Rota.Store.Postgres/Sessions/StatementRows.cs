using System.Globalization;
using Rota.Core.Model;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// The rows that a statement gave, all of them: a session has one answer on its way at a time, and who reads rows often
/// asks for others meanwhile. What may be a million rows is asked for in pages.
/// </summary>
internal sealed class StatementRows(List<object[]> rows) : IDisposable
{
    private int at = -1;

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read() => ++at < rows.Count;

    /// <summary>How many there are.</summary>
    public int Count => rows.Count;

    /// <summary>A number.</summary>
    public long Int64(int column) =>
        rows[at][column] switch
        {
            long number => number,
            int number => number,
            short number => number,
            bool isTrue => isTrue ? 1 : 0,
            var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
        };

    /// <summary>A small number.</summary>
    public int Int32(int column) => (int)Int64(column);

    /// <summary>A number, or null.</summary>
    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>A small number, or null.</summary>
    public int? Int32OrNull(int column) => IsNull(column) ? null : Int32(column);

    /// <summary>A point in time.</summary>
    public Instant Instant(int column) => new(Int64(column));

    /// <summary>A point in time, or null.</summary>
    public Instant? InstantOrNull(int column) => IsNull(column) ? null : new Instant(Int64(column));

    /// <summary>A number with a fraction.</summary>
    public double Double(int column) => (double)rows[at][column];

    /// <summary>A truth value.</summary>
    public bool Boolean(int column) => Int64(column) != 0;

    /// <summary>A text.</summary>
    public string Text(int column) => PostgresText.Of((string)rows[at][column]);

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Bytes.</summary>
    public byte[] Blob(int column) => (byte[])rows[at][column];

    /// <summary>Whether a column has no value.</summary>
    public bool IsNull(int column) => rows[at][column] is DBNull;

    /// <inheritdoc/>
    public void Dispose() => at = rows.Count;
}
