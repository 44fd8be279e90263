using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Attending;

/// <summary>What is answered to who follows a job from elsewhere, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(JobStateConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(FollowedJob))]
public sealed partial class AttendingJson : JsonSerializerContext;
