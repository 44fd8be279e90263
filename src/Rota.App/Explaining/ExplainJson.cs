using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Explaining;

/// <summary>Explanations as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(TaskExplanation))]
[JsonSerializable(typeof(StandstillView))]
[JsonSerializable(typeof(OffersView))]
public sealed partial class ExplainJson : JsonSerializerContext;
