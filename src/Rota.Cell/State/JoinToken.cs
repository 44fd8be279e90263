namespace Rota.Cell.State;

/// <summary>A token as it is kept: what is secret of it is not.</summary>
/// <param name="Hash">The hash of its secret.</param>
/// <param name="ExpiresMicros">Until when it is good, in microseconds since 1970.</param>
/// <param name="Uses">How often it may be used yet.</param>
public sealed record JoinToken(string Hash, long ExpiresMicros, int Uses);
