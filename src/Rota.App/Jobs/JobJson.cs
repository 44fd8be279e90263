using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Jobs;

/// <summary>The views of jobs and tasks as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(JobStateConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(JobStatus))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(RunHistory))]
[JsonSerializable(typeof(CountView))]
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class JobJson : JsonSerializerContext;
