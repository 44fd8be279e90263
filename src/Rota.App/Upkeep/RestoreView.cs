using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Upkeep;

/// <summary>A state that was made of a backup.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Lost">Attempts that ran at the backup, and count as lost.</param>
public sealed record RestoreView(string State, int Lost) : View
{
    /// <summary>What it does not have though it should, a sentence each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Missing { get; init; } = [];
}
