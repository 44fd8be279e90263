using Rota.App.Wording;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Following;

/// <summary>A task that took long.</summary>
/// <param name="Label">How people know it, with its parameters.</param>
/// <param name="Seconds">How long its attempt ran.</param>
public sealed record SlowTask(string Label, double Seconds)
{
    /// <summary>The slowest of a job; none of one that has a single task.</summary>
    internal static IReadOnlyList<SlowTask> Of(IHomeReader queries, JobRow job, int most) =>
        job.Total <= 1 || queries.Spec(job.Id) is not { } spec
            ? []
            :
            [
                .. queries
                    .Attempts.Slowest(job.Id, most)
                    .Select(attempt => new SlowTask(
                        Words.Task(spec.Tasks[attempt.Group], attempt.Index),
                        (attempt.Ended - attempt.Started!.Value).TotalSeconds
                    )),
            ];
}
