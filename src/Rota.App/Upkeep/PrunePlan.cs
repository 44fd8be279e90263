using Rota.App.Jobs;
using Rota.App.Views;
using Rota.Store.Records;

namespace Rota.App.Upkeep;

/// <summary>What a prune would remove.</summary>
/// <param name="Jobs">The jobs, ended all of them.</param>
public sealed record PrunePlan(IReadOnlyList<JobStateView> Jobs) : View
{
    /// <summary>
    /// Where an age was named, those that are never old enough: by their own word they end in the future.
    /// </summary>
    internal IReadOnlyList<JobRow> Ahead { get; init; } = [];

    /// <summary>The age that was named; null for none.</summary>
    internal TimeSpan? Age { get; init; }
}
