using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Store.Records;

namespace Rota.Store.Rules;

/// <summary>What readers are shown where there is no row to show.</summary>
public static class ReadRule
{
    /// <summary>What who looks at a home is told that was never made.</summary>
    public static StoreException NothingYet(string state) =>
        new(
            StoreFailure.Unreachable,
            $"no jobs in {state} yet. Submit one with `rota run`, or name the state with --state DIR"
        );

    /// <summary>A task that nobody touched.</summary>
    public static TaskRow Untouched(GroupRow group, int index) =>
        new()
        {
            Group = group.Ordinal,
            Index = index,
            State = group.Rest,
        };

    /// <summary>What an attempt reported, of its columns; null where all are empty.</summary>
    public static Reported? Reported(string? progress, string? result, string? problem) =>
        progress is null && result is null && problem is null
            ? null
            : new Reported
            {
                Progress = progress,
                Result = result,
                Problem = problem,
            };

    /// <summary>When a backoff ends, as people see it; null for one that waits for somebody.</summary>
    public static Instant? NotBefore(Instant stored) => stored == Instant.Never ? null : stored;
}
