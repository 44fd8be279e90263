using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Access;

/// <summary>Tokens as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(NewToken))]
public sealed partial class AccessJson : JsonSerializerContext;
