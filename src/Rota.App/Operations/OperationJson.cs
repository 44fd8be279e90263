using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Operations;

/// <summary>Operations as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(OperationView))]
[JsonSerializable(typeof(OperationList))]
public sealed partial class OperationJson : JsonSerializerContext;
