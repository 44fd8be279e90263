using System.Text.Json.Serialization;

namespace Rota.App.Reporting;

/// <summary>The views of reports as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WrittenPage))]
public sealed partial class ReportJson : JsonSerializerContext;
