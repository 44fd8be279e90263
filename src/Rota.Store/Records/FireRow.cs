using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>An instant of a schedule on which somebody has decided.</summary>
/// <param name="At">The instant.</param>
/// <param name="Job">The job that it made; null while it waits for an earlier run to end.</param>
public readonly record struct FireRow(Instant At, JobId? Job);
