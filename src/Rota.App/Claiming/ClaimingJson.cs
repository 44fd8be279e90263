using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Claiming;

/// <summary>Claims and what they are chosen from, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ClaimView))]
[JsonSerializable(typeof(MarketView))]
public sealed partial class ClaimingJson : JsonSerializerContext;
