using System.Text.Json.Serialization;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What simulations came to, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PolicyView))]
[JsonSerializable(typeof(SystemView))]
[JsonSerializable(typeof(TurnView))]
internal sealed partial class SimulationJson : JsonSerializerContext;
