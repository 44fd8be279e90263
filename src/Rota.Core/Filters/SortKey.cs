namespace Rota.Core.Filters;

/// <summary>What rows are sorted by: <c>dur</c>, or <c>-dur</c> for the longest first.</summary>
/// <param name="Field">The field.</param>
/// <param name="Member">The member of a family, or empty.</param>
/// <param name="IsDown">Whether the largest comes first.</param>
/// <typeparam name="TRow">The rows.</typeparam>
public sealed record SortKey<TRow>(Field<TRow> Field, string Member, bool IsDown)
{
    /// <summary>What a row is sorted by.</summary>
    public FieldValue Of(TRow row) => Field.Of(row, Member);

    /// <summary>The order of two values; a row that has none comes last either way.</summary>
    public int Compare(FieldValue left, FieldValue right) =>
        left.IsNone || right.IsNone || !IsDown ? left.CompareTo(right) : right.CompareTo(left);

    /// <summary>As it is written.</summary>
    public override string ToString() => (IsDown ? "-" : "") + Field.Name + (Member.Length == 0 ? "" : "." + Member);
}
