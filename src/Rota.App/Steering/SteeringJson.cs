using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Steering;

/// <summary>What is answered to who steers jobs, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(SteeredJobs))]
[JsonSerializable(typeof(EditedJob))]
[JsonSerializable(typeof(HeldTasks))]
[JsonSerializable(typeof(AddedTasks))]
[JsonSerializable(typeof(AwaitedJobs))]
[JsonSerializable(typeof(RerunJob))]
[JsonSerializable(typeof(ResumedJobs))]
[JsonSerializable(typeof(OpenJobs))]
[JsonSerializable(typeof(StoredJob))]
[JsonSerializable(typeof(EditableFile))]
public sealed partial class SteeringJson : JsonSerializerContext;
