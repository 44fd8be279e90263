using System.Text.Json.Serialization;

namespace Rota.App.Upkeep;

/// <summary>What upkeep of a state came to, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackupView))]
[JsonSerializable(typeof(MoveView))]
[JsonSerializable(typeof(RecoverView))]
[JsonSerializable(typeof(PrunePlan))]
[JsonSerializable(typeof(PruneView))]
[JsonSerializable(typeof(RestoreView))]
public sealed partial class UpkeepJson : JsonSerializerContext;
