using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Searching;

/// <summary>What a word may mean.</summary>
/// <param name="Found">The most exact first.</param>
public sealed record SearchView(IReadOnlyList<FoundThing> Found) : View;

/// <summary>Something that a word may mean.</summary>
/// <param name="Kind"><c>job</c>, <c>entry</c>, <c>task</c>, <c>queue</c>, <c>schedule</c> or <c>node</c>.</param>
/// <param name="Name">Its name, or its address.</param>
public sealed record FoundThing(string Kind, string Name)
{
    /// <summary>The number of the job that it is, or is of; of a name the newest. Null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Job { get; init; }

    /// <summary>The state of the job; null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }
}

/// <summary>What was found as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchView))]
public sealed partial class SearchJson : JsonSerializerContext;
