namespace Rota.Client.Sending;

/// <summary>What was answered, and which version of it that is.</summary>
/// <typeparam name="TView">What it is.</typeparam>
/// <param name="View">What was answered.</param>
/// <param name="Version">Its ETag, in quotes, to be sent along with a change; null where it has none.</param>
public sealed record Versioned<TView>(TView View, string? Version);
