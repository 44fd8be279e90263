using System.Collections.Immutable;
using Rota.Core.Problems;

namespace Rota.Core.Filters;

/// <summary>The terms of a filter, one after the other, and what it sorts by.</summary>
internal sealed class FilterTerms<TRow>(FilterText text, FieldTable<TRow> table)
{
    private const string SortName = "sort";
    private SortKey<TRow>? sort;

    /// <summary>Reads all of them.</summary>
    /// <exception cref="FilterException">A mistake is in one.</exception>
    public Filter<TRow> Read()
    {
        var terms = ImmutableArray.CreateBuilder<FilterTerm<TRow>>();
        while (text.NextTerm())
        {
            var column = text.Column;
            var isNot = text.Take("-");
            var name = text.Name();
            if (!text.Take(":"))
            {
                throw NoTerm(column, name);
            }

            if (name == SortName && !isNot)
            {
                sort = SortBy();
            }
            else
            {
                terms.Add(Term(isNot, column + (isNot ? 1 : 0), name));
            }
        }

        return new Filter<TRow>(terms.DrainToImmutable(), sort);
    }

    private FilterTerm<TRow> Term(bool isNot, int column, string name)
    {
        var field = Find(column, name, out var member);
        var tests = ImmutableArray.CreateBuilder<FilterTest>();
        do
        {
            tests.Add(FilterTestReader.Read(text, field.Kind, field.Form, field.Words));
        } while (text.Take(","));

        return new FilterTerm<TRow>(field, member, isNot, tests.DrainToImmutable());
    }

    private SortKey<TRow> SortBy()
    {
        var isDown = text.Take("-");
        var column = text.Column;
        var name = text.Name();
        return new SortKey<TRow>(Find(column, name, out var member), member, isDown);
    }

    private Field<TRow> Find(int column, string name, out string member)
    {
        if (table.Find(name, out member) is { } field)
        {
            return field;
        }

        var forms = table.Fields.Select(known => known.Form).ToArray();
        var family = table.Fields.FirstOrDefault(known => known.IsFamily && name.TrimEnd('.') == known.Name);
        var nearest = Nearest.Of(name, [.. table.Fields.Select(known => known.Name), SortName]);
        throw new FilterException(
            column,
            name.Length == 0 ? "a field is missing in front of the colon" : $"there is no field {name}",
            family is not null ? $"write it as {family.Form}:VALUE"
                : nearest is not null ? $"did you mean {nearest}?"
                : AsParameter(name) + "fields: " + string.Join(", ", forms)
        );
    }

    /// <summary>What most likely was meant by a word that is no field, where rows have parameters.</summary>
    private string AsParameter(string name) =>
        name.Length > 0 && !name.Contains('.') && table.Fields.Any(known => known is { IsFamily: true, Name: "param" })
            ? $"for a parameter of that name write param.{name}; "
            : "";

    private FilterException NoTerm(int column, string word)
    {
        var owner = table.Fields.FirstOrDefault(field => field.Words.Contains(word, StringComparer.OrdinalIgnoreCase));
        return new FilterException(
            column,
            $"{word} is no term",
            owner is not null
                ? $"did you mean {owner.Name}:{word}?"
                : $"write it as FIELD:VALUE; for a part of the name: name:~{word}. "
                    + "A value with spaces stands in quotes, and those in quotes for your shell: 'text:\"no space\"'"
        );
    }
}
