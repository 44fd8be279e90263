namespace Rota.Core.Jobs;

/// <summary>Tasks that were added to an entry of an open job.</summary>
/// <param name="Request">Number of the request that added them.</param>
/// <param name="Key">Its idempotency key, or null.</param>
/// <param name="Entry">The entry.</param>
/// <param name="First">The first of them, by ordinal.</param>
/// <param name="Count">How many.</param>
public sealed record Addition(long Request, string? Key, int Entry, int First, int Count);
