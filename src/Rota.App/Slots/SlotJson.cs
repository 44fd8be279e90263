using System.Text.Json.Serialization;

namespace Rota.App.Slots;

/// <summary>The views of timetables as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TimetableView))]
[JsonSerializable(typeof(CapacityView))]
public sealed partial class SlotJson : JsonSerializerContext;
