using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Budgets;

/// <summary>The scopes that are set, and what was granted and lent between them.</summary>
/// <param name="Scopes">All of them, each before those below it.</param>
/// <param name="Grants">What holds or will, in the order it was given.</param>
public sealed record BudgetList(IReadOnlyList<BudgetView> Scopes, IReadOnlyList<GrantView> Grants) : View
{
    /// <summary>The same without what comes and goes with time: by it two plans are one.</summary>
    [JsonIgnore]
    public BudgetList Lasting =>
        new(
            [
                .. Scopes.Select(scope =>
                    scope with
                    {
                        Resources = [.. scope.Resources.Select(one => one with { Used = 0, Over = 0, Changes = null })],
                    }
                ),
            ],
            [.. Grants.Select(grant => grant with { NotBefore = default, Expires = null })]
        );
}

/// <summary>A scope.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Weight">Its share beside its siblings.</param>
/// <param name="Resources">What it counts, by name.</param>
public sealed record BudgetView(string Path, int Weight, IReadOnlyList<BudgetResourceView> Resources);

/// <summary>A resource that a scope counts. CPUs and GPUs with fractions, memory in bytes.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Rights">How much tasks of the scope may hold now.</param>
/// <param name="Used">How much they hold.</param>
/// <param name="Guarantee">What it has for good.</param>
/// <param name="Granted">What it was granted on top.</param>
/// <param name="Borrowed">What it was lent.</param>
/// <param name="HandedDown">What scopes below have of it.</param>
/// <param name="Lent">What it has lent.</param>
/// <param name="Over">How much is held beyond the rights: nothing starts until that has ended.</param>
public sealed record BudgetResourceView(
    string Resource,
    decimal Rights,
    decimal Used,
    decimal Guarantee,
    decimal Granted,
    decimal Borrowed,
    decimal HandedDown,
    decimal Lent,
    decimal Over
)
{
    /// <summary>The most that the scope and those below may have; null for no such limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Ceiling { get; init; }

    /// <summary>When the rights change next; null for never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Changes { get; init; }

    /// <summary>How much there will be then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Then { get; init; }
}

/// <summary>Rights that a scope has given to another.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind"><c>grant</c> or <c>loan</c>.</param>
/// <param name="From">Whose they are.</param>
/// <param name="To">Who has them.</param>
/// <param name="Amounts">How much, as it is written: <c>cpus=4</c>.</param>
/// <param name="State"><c>holds</c>, <c>later</c> or <c>over</c>.</param>
/// <param name="NotBefore">From when on.</param>
public sealed record GrantView(
    long Number,
    string Kind,
    string From,
    string To,
    string Amounts,
    string State,
    Instant NotBefore
)
{
    /// <summary>When it ends; null for when it is recalled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Expires { get; init; }

    /// <summary>When it was recalled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Recalled { get; init; }

    /// <summary>Why it was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}

/// <summary>The views of budgets as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(BudgetList))]
public sealed partial class BudgetJson : JsonSerializerContext;
