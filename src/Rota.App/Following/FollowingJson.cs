using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Following;

/// <summary>What is answered to who follows jobs, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(JobSummary))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(TaskEvent))]
[JsonSerializable(typeof(TaskEndEvent))]
public sealed partial class FollowingJson : JsonSerializerContext;
