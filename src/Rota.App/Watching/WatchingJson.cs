using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Watching;

/// <summary>The views of who watches, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(JobStateConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(Overview))]
[JsonSerializable(typeof(JobPage))]
public sealed partial class WatchingJson : JsonSerializerContext;
