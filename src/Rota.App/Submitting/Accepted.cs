using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Submitting;

/// <summary>A job that was accepted.</summary>
/// <param name="Id">Its number.</param>
/// <param name="New">Whether it was not there before: its key may know it.</param>
public sealed record Accepted(long Id, bool New) : View
{
    /// <summary>Whether a daemon runs it; false of one that the caller runs.</summary>
    [JsonPropertyName("served")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsServed { get; init; }

    /// <summary>
    /// What waits because no node has the labels that it requires, each in a sentence; null for nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Waits { get; init; }
}
