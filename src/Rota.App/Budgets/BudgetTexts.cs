using Rota.Core.Budgets;
using Rota.Core.JobFiles.Notation;
using Amounts = Rota.Core.Budgets.Amounts;

namespace Rota.App.Budgets;

/// <summary>Reads what people write of budgets.</summary>
internal static class BudgetTexts
{
    private const string Taken = "=none";

    /// <summary>The path of a scope.</summary>
    public static ScopePath Path(string text) =>
        ScopePath.Parse(text) ?? throw BudgetRefusals.Misread("no path of a scope:", text, ScopePath.Form);

    /// <summary>Amounts, at least one.</summary>
    public static Amounts Amounts(string text) =>
        Core.Budgets.Amounts.Read(text, out var problem) switch
        {
            null => throw BudgetRefusals.Misread($"{problem}:", text, ResourceUnit.Form),
            { IsNone: true } => throw BudgetRefusals.Misread("no amount:", text, ResourceUnit.Form),
            var amounts => amounts,
        };

    /// <summary>Amounts with what is written of them; <c>cpus=none</c> takes one away.</summary>
    public static Amounts With(Amounts stored, string? text)
    {
        if (text is null)
        {
            return stored;
        }

        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToLookup(part => part.EndsWith(Taken, StringComparison.Ordinal));
        var taken = parts[true].Select(part => part[..^Taken.Length]).ToArray();
        var of = stored.Of.RemoveRange(taken);
        return Core.Budgets.Amounts.From(
            parts[false].Any() ? of.SetItems(Amounts(string.Join(',', parts[false])).Of) : of
        );
    }

    /// <summary>A duration; null where none is written.</summary>
    public static TimeSpan? Time(string what, string? text) =>
        text is null ? null
        : Duration.TryParse(text, out var duration) ? duration
        : throw BudgetRefusals.Misread($"{what} is no duration:", text, Duration.Form);
}
