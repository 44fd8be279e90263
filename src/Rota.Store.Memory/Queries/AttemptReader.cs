using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Store.Memory.Queries;

/// <summary>The history of attempts, by job and by task.</summary>
internal sealed class AttemptReader(HomeReader home) : IAttemptReader
{
    public IEnumerable<AttemptRow> Of(JobId id) => home.Now.Jobs.TryGetValue(id, out var job) ? job.History.Values : [];

    public IEnumerable<AttemptFigures> Figures(JobId id) =>
        Of(id)
            .Select(attempt => new AttemptFigures(
                attempt.Group,
                attempt.Index,
                attempt.Number,
                attempt.Outcome,
                attempt.Started,
                attempt.Ended,
                attempt.ExitCode,
                attempt.Signal,
                attempt.Node
            ));

    public IEnumerable<AttemptRow> WithResult(JobId id) =>
        Of(id).Where(attempt => attempt.Reported?.Result is not null);

    public IReadOnlyList<AttemptRow> Of(TaskKey task) =>
        [.. Of(task.Job).Where(attempt => (attempt.Group, attempt.Index) == (task.Group, task.Index))];

    public IReadOnlyList<AttemptRow> Failed(JobId id, Instant after, int limit) =>
        [
            .. Of(id)
                .Where(attempt => attempt.Outcome > TaskState.Succeeded && attempt.Ended > after)
                .OrderBy(attempt => attempt.Ended)
                .Take(limit),
        ];

    public IReadOnlyList<AttemptRow> Slowest(JobId id, int limit) =>
        [
            .. Of(id)
                .Where(attempt => attempt.Started is not null)
                .OrderByDescending(attempt => attempt.Ended - attempt.Started!.Value)
                .Take(limit),
        ];

    public bool IsLive(AttemptId attempt) => home.Now.Live.ContainsKey(attempt.Value);
}
