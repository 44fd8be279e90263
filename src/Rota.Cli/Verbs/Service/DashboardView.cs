using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.Cli.Verbs.Service;

/// <summary>Where the pages of a daemon are.</summary>
/// <param name="Url">An address that logs a browser in, once and within 5 minutes.</param>
public sealed record DashboardView(string Url) : View;

/// <summary>What the verbs of this folder answer, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DashboardView))]
internal sealed partial class ServiceJson : JsonSerializerContext;
