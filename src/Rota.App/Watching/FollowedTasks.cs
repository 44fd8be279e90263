using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Specs;

namespace Rota.App.Watching;

/// <summary>Tasks of one job, for who follows it.</summary>
internal sealed class FollowedTasks(IHomeReader queries, StateDirectory state, JobId job)
{
    private readonly TaskSpecs specs = new(queries, keepsLarge: false);

    /// <summary>Those that run longest.</summary>
    public IReadOnlyList<TaskGlance> Running(int limit) =>
        [
            .. queries
                .Live.Running(job, limit)
                .Select(task =>
                    specs.Of(job, task.Row.Group, task.Row.Index) is { } entry
                        ? TaskGlance.Of(state.PlacesOf(OwnerLabel.In(queries.Job(job)?.Tags)), job, entry, task.Row)
                        : null
                )
                .OfType<TaskGlance>(),
        ];

    /// <summary>The attempt that failed last; null for none.</summary>
    public FailureGlance? LastFailed() =>
        queries.Live.LastFailed(job, 1) is [{ Outcome: var outcome } attempt]
        && outcome.IsFailure()
        && specs.Of(job, attempt.Group, attempt.Index) is { } entry
            ? FailureGlance.Of(job, entry, attempt)
            : null;
}
