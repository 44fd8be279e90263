using System.Collections.Immutable;

namespace Rota.Core.Filters;

/// <summary>Something that rows can be chosen and sorted by.</summary>
/// <param name="Name">Its name; of a family the part before the dot.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Of">The value of a row; of a family, that of the member with this name.</param>
/// <typeparam name="TRow">The rows.</typeparam>
public sealed record Field<TRow>(string Name, FieldKind Kind, Func<TRow, string, FieldValue> Of)
{
    /// <summary>A field that is no family.</summary>
    public Field(string name, FieldKind kind, Func<TRow, FieldValue> of)
        : this(name, kind, (row, _) => of(row)) { }

    /// <summary>Whether it has members with names of their own: <c>tag.team</c>.</summary>
    public bool IsFamily { get; init; }

    /// <summary>Of <see cref="FieldKind.Word"/>: the words there are.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>How it is written, for a message: <c>state</c>, <c>tag.NAME</c>.</summary>
    public string Form => IsFamily ? Name + ".NAME" : Name;
}
