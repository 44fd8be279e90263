using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Notifying;

/// <summary>Rules and deliveries as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(RuleList))]
[JsonSerializable(typeof(DeliveryList))]
public sealed partial class NotifyJson : JsonSerializerContext;
