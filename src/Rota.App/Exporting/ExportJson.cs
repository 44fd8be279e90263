using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Exporting;

/// <summary>What is exported as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(JobStateConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(JobExport))]
[JsonSerializable(typeof(Trace))]
internal sealed partial class ExportJson : JsonSerializerContext;
