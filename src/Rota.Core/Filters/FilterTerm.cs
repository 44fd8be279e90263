using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Filters;

/// <summary>One term of a filter: <c>state:failed,lost</c>, <c>-node:n3</c>.</summary>
/// <param name="Field">What it asks about.</param>
/// <param name="Member">The member of a family, or empty.</param>
/// <param name="IsNot">Whether it is those that are not so.</param>
/// <param name="AnyOf">What is asked; one of them will do.</param>
/// <typeparam name="TRow">The rows.</typeparam>
public sealed record FilterTerm<TRow>(Field<TRow> Field, string Member, bool IsNot, ImmutableArray<FilterTest> AnyOf)
{
    /// <summary>Whether a row is so.</summary>
    public bool Has(TRow row, Instant now) => Allows(ValueOf(row, now));

    /// <summary>Whether a row with this value is so.</summary>
    public bool Allows(FieldValue value)
    {
        foreach (var test in AnyOf)
        {
            if (test.IsMet(value))
            {
                return !IsNot;
            }
        }

        return IsNot;
    }

    private FieldValue ValueOf(TRow row, Instant now)
    {
        var value = Field.Of(row, Member);
        return Field.Kind == FieldKind.Age && value.Number is { } micros
            ? FieldValue.Of((now.Micros - micros) / 1e6)
            : value;
    }
}
