using System.Text.Json.Serialization;

namespace Rota.App.Serving;

/// <summary>What became of those who serve, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SetSlots))]
[JsonSerializable(typeof(ServerView))]
[JsonSerializable(typeof(DownView))]
[JsonSerializable(typeof(UpView))]
public sealed partial class ServingJson : JsonSerializerContext;
