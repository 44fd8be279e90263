using System.Text.Json.Serialization;

namespace Rota.App.Queues;

/// <summary>The views of queues as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(QueueList))]
public sealed partial class QueueJson : JsonSerializerContext;
