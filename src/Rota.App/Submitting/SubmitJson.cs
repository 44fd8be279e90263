using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Submitting;

/// <summary>The views of submissions as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(SlotEffect))]
public sealed partial class SubmitJson : JsonSerializerContext;
