namespace Rota.App.Results;

/// <summary>Values that a task reports.</summary>
/// <param name="File">Its <c>ROTA_RESULT_FILE</c>; null outside of a task.</param>
/// <param name="Values">Each as <c>NAME=VALUE</c>.</param>
public sealed record ResultRequest(string? File, IReadOnlyList<string> Values);
