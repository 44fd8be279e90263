using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Planning;

/// <summary>The view of a plan as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(PlanView))]
public sealed partial class PlanJson : JsonSerializerContext;
