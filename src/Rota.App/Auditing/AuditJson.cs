using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Auditing;

/// <summary>The audit as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(AuditView))]
public sealed partial class AuditJson : JsonSerializerContext;
