using System.Text.Json.Serialization;

namespace Rota.Web.Filters;

/// <summary>A filter that gets a name.</summary>
public sealed record SavedFilterBody
{
    /// <summary>The filter.</summary>
    public string Filter { get; set; } = "";

    /// <summary>Whether it is everybody's; else it is of who asks.</summary>
    public bool Shared { get; set; }
}

/// <summary>The body as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SavedFilterBody))]
public sealed partial class SavedFilterBodyJson : JsonSerializerContext;
