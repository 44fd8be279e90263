using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Store.Memory.Queries;

/// <summary>What goes on now, in pages.</summary>
internal sealed class LiveReader(HomeReader home) : ILiveReader
{
    public long OpenJobs => home.Now.Jobs.Values.LongCount(job => job.IsOpen);

    public IReadOnlyList<JobRow> Jobs(int limit) =>
        [
            .. home
                .Now.Jobs.Values.Where(job => job.IsOpen)
                .Select(job => job.Row)
                .OrderBy(job => job.State != JobState.Running)
                .ThenByDescending(job => job.Priority)
                .ThenBy(job => job.Id)
                .Take(limit),
        ];

    public IReadOnlyList<LiveTask> Running(JobId? job, int limit) =>
        [
            .. home
                .Now.Live.Values.Where(live => live.State == TaskState.Running && (job is null || live.Task.Job == job))
                .Take(limit)
                .Select(live => new LiveTask(live.Task.Job, TaskReader.Live(live))
                {
                    Booking = live.Booking,
                    Gpus = string.Join(' ', live.Gpus),
                    Cpus = string.Join(' ', live.Cpus),
                }),
        ];

    public IReadOnlyList<AttemptRow> LastFailed(JobId job, int limit) =>
        [
            .. home
                .Attempts.Of(job)
                .Where(attempt => attempt.Outcome > TaskState.Succeeded)
                .OrderByDescending(attempt => attempt.Ended)
                .ThenByDescending(attempt => (attempt.Group, attempt.Index, attempt.Number))
                .Take(limit),
        ];

    public IReadOnlyDictionary<NodeId, NodeAttempts> OnNodes() =>
        home
            .Now.Live.Values.GroupBy(live => live.Node)
            .ToDictionary(
                node => node.Key,
                node =>
                {
                    var running = node.Count(live => live.State == TaskState.Running);
                    return new NodeAttempts(running, node.Count() - running);
                }
            );

    public ClaimRow? Claim(long request) => home.Now.Claims.GetValueOrDefault(request);

    public IReadOnlyDictionary<AccountId, long> Held() => home.Now.Held();
}
