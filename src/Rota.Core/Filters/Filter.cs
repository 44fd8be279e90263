using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Core.Filters;

/// <summary>Which rows are meant, and in which order.</summary>
/// <param name="Terms">What all of them must be.</param>
/// <param name="Sort">What they are sorted by; null for the order that they have.</param>
/// <typeparam name="TRow">The rows.</typeparam>
public sealed record Filter<TRow>(ImmutableArray<FilterTerm<TRow>> Terms, SortKey<TRow>? Sort)
{
    /// <summary>Whether a row is meant.</summary>
    public bool Has(TRow row, Instant now)
    {
        foreach (var term in Terms)
        {
            if (!term.Has(row, now))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether no term about this field leaves rows out that have the value.</summary>
    public bool Allows(string field, FieldValue value) =>
        Terms.All(term => term.Field.Name != field || term.Allows(value));

    /// <summary>The only text that a field may have; null where it may have others.</summary>
    public string? OnlyText(string field) =>
        Terms.FirstOrDefault(term => term.Field.Name == field) is { IsNot: false, AnyOf: [FilterTest.Same same] }
            ? same.Text
            : null;

    /// <summary>The least number that a field may have, as far as one term says it.</summary>
    public double Least(string field) =>
        Terms
            .Where(term => term.Field.Name == field && !term.IsNot)
            .Select(term => term.AnyOf.Min(Low))
            .DefaultIfEmpty(double.NegativeInfinity)
            .Max();

    private static double Low(FilterTest test) =>
        test switch
        {
            FilterTest.Same { Number: { } number } => number,
            FilterTest.Between { Low: { } low } => low,
            _ => double.NegativeInfinity,
        };
}
