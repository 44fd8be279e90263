using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Pictures;

/// <summary>What pictures are made of, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(StateChanges))]
[JsonSerializable(typeof(Durations))]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(GraphView))]
public sealed partial class PictureJson : JsonSerializerContext;
