using System.Text.Json;
using Rota.App.Views;

namespace Rota.App.Results;

/// <summary>What a task has reported by now.</summary>
/// <param name="Result">All of it.</param>
public sealed record ReportedResult(JsonElement Result) : View;
