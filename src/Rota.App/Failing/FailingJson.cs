using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Failing;

/// <summary>Failures as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(FailureGroups))]
public sealed partial class FailingJson : JsonSerializerContext;
