using Rota.App.Problems;
using Rota.Core.Filters;

namespace Rota.App.Finding;

/// <summary>Filters as requests have them.</summary>
internal static class FilterCases
{
    /// <summary>The filter.</summary>
    /// <exception cref="ProblemException">A mistake is in it.</exception>
    public static Filter<TRow> Read<TRow>(string text, FieldTable<TRow> table) =>
        FilterReader.Read(text, table, out var mistake)
        ?? throw new ProblemException(
            ProblemCodes.BadFilter,
            $"{text}: column {mistake!.Column}: {mistake.Message}",
            mistake.Hint
        );
}
