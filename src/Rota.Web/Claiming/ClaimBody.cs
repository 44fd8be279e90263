using System.Text.Json.Serialization;

namespace Rota.Web.Claiming;

/// <summary>A claim.</summary>
public sealed record ClaimBody
{
    /// <summary>The task: <c>42.train.3</c>.</summary>
    public string Task { get; set; } = "";

    /// <summary>The name of the node that it is to run on.</summary>
    public string Node { get; set; } = "";
}

/// <summary>Claims as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClaimBody))]
public sealed partial class ClaimBodyJson : JsonSerializerContext;
