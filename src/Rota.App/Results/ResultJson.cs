using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Results;

/// <summary>The views of results as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(ReportedResult))]
[JsonSerializable(typeof(TaskOutcome))]
internal sealed partial class ResultJson : JsonSerializerContext;
