using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Queues;

/// <summary>The views of queues as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(QueueList))]
[JsonSerializable(typeof(KeyList))]
public sealed partial class QueueJson : JsonSerializerContext;
