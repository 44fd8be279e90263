using System.Text.Json.Serialization;

namespace Rota.Cell.Joining;

/// <summary>What a machine says that wants to join.</summary>
/// <param name="Secret">The secret of its token.</param>
/// <param name="Name">The name it would have.</param>
/// <param name="Request">Its request for a certificate, in PEM.</param>
public sealed record JoinRequest(string Secret, string Name, string Request);

/// <summary>What it is answered.</summary>
/// <param name="CellName">The cell's name, for people.</param>
/// <param name="Certificate">Its certificate, in PEM.</param>
public sealed record JoinAnswer(string CellName, string Certificate);

/// <summary>What is said at joining, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(JoinAnswer))]
public sealed partial class JoinJson : JsonSerializerContext;
