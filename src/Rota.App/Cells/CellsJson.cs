using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Cells;

/// <summary>The views of cells as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CellView))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(JoinedView))]
[JsonSerializable(typeof(CellNodes))]
[JsonSerializable(typeof(RemovedView))]
[JsonSerializable(typeof(StandingView))]
[JsonSerializable(typeof(LabelsView))]
public sealed partial class CellsJson : JsonSerializerContext;
