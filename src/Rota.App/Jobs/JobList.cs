using System.Text.Json.Serialization;
using Rota.App.Finding;
using Rota.App.Views;

namespace Rota.App.Jobs;

/// <summary>Which jobs are listed.</summary>
/// <param name="Limit">How many, the newest first.</param>
/// <param name="Tags">Only those that have all these labels.</param>
public sealed record JobListRequest(int Limit, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Which of them, in which order; the limit stands beside it.</summary>
    public PageRequest Page { get; init; } = new();
}

/// <summary>Jobs, newest first where no other order is asked for.</summary>
/// <param name="Jobs">The jobs.</param>
public sealed record JobList(IReadOnlyList<JobView> Jobs) : View
{
    /// <summary>Where the next page begins; null for no more.</summary>
    public string? Next { get; init; }

    /// <summary>Whether all jobs were looked at that had to be.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Which index served it; null for none.</summary>
    public string? Index { get; init; }

    /// <summary>Slots of who serves the state; null where nobody does, or no listed job is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Slots { get; init; }

    /// <summary>That nobody runs some of them, and what to type; null where that is not so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}
