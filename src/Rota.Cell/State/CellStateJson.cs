using System.Text.Json.Serialization;

namespace Rota.Cell.State;

/// <summary>What a state keeps of its cell, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(CellSettings))]
[JsonSerializable(typeof(IReadOnlyList<Member>))]
[JsonSerializable(typeof(IReadOnlyList<JoinToken>))]
internal sealed partial class CellStateJson : JsonSerializerContext;
