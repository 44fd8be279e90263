using System.Text.Json.Serialization;

namespace Rota.Web.Answers;

/// <summary>What is answered beside the views of use cases, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(ProblemKindView))]
[JsonSerializable(typeof(HealthView))]
public sealed partial class AnswerJson : JsonSerializerContext;
