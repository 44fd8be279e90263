namespace Rota.Core.Jobs;

/// <summary>A limit as a job was submitted with it.</summary>
/// <param name="Limit">The limit, or null for none.</param>
public sealed record SubmittedLimit(int? Limit);
