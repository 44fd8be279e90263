using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Schedules;

/// <summary>The views of schedules as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ScheduleList))]
[JsonSerializable(typeof(UpcomingRuns))]
[JsonSerializable(typeof(ScheduleRuns))]
[JsonSerializable(typeof(ScheduleState))]
[JsonSerializable(typeof(BackfillView))]
public sealed partial class ScheduleJson : JsonSerializerContext;
