using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Efficiency;

/// <summary>Asked against used as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(JobStateConverter)]
)]
[JsonSerializable(typeof(EfficiencyView))]
public sealed partial class EfficiencyJson : JsonSerializerContext;
