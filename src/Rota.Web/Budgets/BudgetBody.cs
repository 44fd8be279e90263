using System.Text.Json.Serialization;

namespace Rota.Web.Budgets;

/// <summary>What is asked of budgets: each route reads what it needs of it.</summary>
public sealed record BudgetBody
{
    /// <summary>Path of the scope: <c>/region/team</c>.</summary>
    public string? Scope { get; set; }

    /// <summary>Path of the scope that lends.</summary>
    public string? From { get; set; }

    /// <summary>How much: <c>cpus=4,memory=2T</c>; of a scope that is set, <c>cpus=none</c> takes one away.</summary>
    public string? Amounts { get; set; }

    /// <summary>The most that the scope and those below may have.</summary>
    public string? Ceiling { get; set; }

    /// <summary>The most that it lends at a time.</summary>
    public string? Lend { get; set; }

    /// <summary>The most that it borrows at a time.</summary>
    public string? Borrow { get; set; }

    /// <summary>Its share beside its siblings, from 1.</summary>
    public int? Weight { get; set; }

    /// <summary>For how long: <c>8h</c>; left out: until it is recalled.</summary>
    public string? For { get; set; }

    /// <summary>After how long: <c>10m</c>; left out: now.</summary>
    public string? In { get; set; }

    /// <summary>Number of the grant or loan that is recalled.</summary>
    public long? Grant { get; set; }

    /// <summary>Why; it is shown with the grant.</summary>
    public string? Why { get; set; }
}

/// <summary>The body as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BudgetBody))]
public sealed partial class BudgetBodyJson : JsonSerializerContext;
