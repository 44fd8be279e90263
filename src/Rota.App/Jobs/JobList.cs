using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Jobs;

/// <summary>Which jobs are listed.</summary>
/// <param name="Limit">How many, the newest first.</param>
/// <param name="Tags">Only those that have all these labels.</param>
public sealed record JobListRequest(int Limit, IReadOnlyDictionary<string, string> Tags);

/// <summary>Jobs, newest first.</summary>
/// <param name="Jobs">The jobs.</param>
public sealed record JobList(IReadOnlyList<JobView> Jobs) : View
{
    /// <summary>Slots of who serves the state; null where nobody does, or no listed job is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Slots { get; init; }

    /// <summary>That nobody runs some of them, and what to type; null where that is not so.</summary>
    [JsonIgnore]
    public string? Note { get; init; }
}
