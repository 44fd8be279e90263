using System.Text.Json.Serialization;

namespace Rota.App.Checking;

/// <summary>What was found out about states and machines, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(MachineReport))]
public sealed partial class CheckingJson : JsonSerializerContext;
