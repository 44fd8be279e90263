using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Store.Records;
using Rota.Store.Rows;

namespace Rota.Store.Proofs;

/// <summary>
/// What must hold of the tasks of one job and of their attempts, for a home that can hold all of them at once.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="groups">Its entries.</param>
/// <param name="tasks">Records of its tasks: state and attempts of each.</param>
/// <param name="live">Its live attempts.</param>
/// <param name="history">Its attempts that ended.</param>
public sealed class TaskProof(
    JobRow job,
    IReadOnlyList<GroupRow> groups,
    IReadOnlyDictionary<TaskKey, (TaskState State, int Attempts)> tasks,
    IReadOnlyCollection<LiveRow> live,
    IReadOnlyCollection<AttemptRow> history
)
{
    private readonly ILookup<TaskKey, AttemptRow> attempts = history.ToLookup(row => new TaskKey(
        job.Id,
        row.Group,
        row.Index
    ));

    /// <summary>A sentence for each violation.</summary>
    /// <param name="epoch">The epoch of the frame.</param>
    public IEnumerable<string> Violations(long epoch) =>
        [.. groups.SelectMany(Touched), .. Live(epoch), .. Numbered(), .. Succeeded(), .. Results()];

    private IEnumerable<string> Touched(GroupRow group)
    {
        var records =
            tasks.Keys.Count(task => task.Group == group.Ordinal)
            + live.Count(attempt => attempt.Task.Group == group.Ordinal);
        if (records != group.Next)
        {
            yield return $"task_group {job.Id}.{group.Name}: {group.Next} tasks were touched, {records} have a record";
        }

        foreach (var task in tasks.Keys.Where(task => task.Group == group.Ordinal && task.Index >= group.Next))
        {
            yield return $"task {Name(task)} has a record though it was never touched";
        }
    }

    private IEnumerable<string> Live(long epoch)
    {
        foreach (var attempt in live)
        {
            if (tasks.ContainsKey(attempt.Task))
            {
                yield return $"task {Name(attempt.Task)} is live and has another state too";
            }

            if (attempt.Fence > epoch)
            {
                yield return $"attempt {attempt.Attempt} has fence {attempt.Fence}, beyond the epoch";
            }
        }

        foreach (var task in live.GroupBy(attempt => attempt.Task).Where(task => task.Count() > 1))
        {
            yield return $"task {Name(task.Key)} has {task.Count()} live attempts";
        }

        if (job.Ended is not null && live.Count > 0)
        {
            yield return $"job {job.Id} has ended and has live attempts";
        }
    }

    private IEnumerable<string> Numbered() =>
        from task in attempts
        let last = task.Max(row => row.Number)
        where task.Count() != last || task.Min(row => row.Number) != 1
        select $"task {Name(task.Key)} has {task.Count()} attempts, numbered to {last}";

    private IEnumerable<string> Succeeded() =>
        from task in tasks
        where task.Value.State == TaskState.Succeeded
        let last = attempts[task.Key].FirstOrDefault(row => row.Number == task.Value.Attempts)
        where last?.Outcome != TaskState.Succeeded
        select $"task {Name(task.Key)} succeeded without a successful attempt";

    private IEnumerable<string> Results() =>
        from attempt in history
        where attempt.Reported?.Result is { } text && ResultObject.Read(ByteText.Bytes(text)).Problem is not null
        let task = new TaskKey(job.Id, attempt.Group, attempt.Index)
        select $"attempt {attempt.Number} of task {Name(task)} has a result that is no JSON object";

    private static string Name(TaskKey task) => $"{task.Job}.{task.Group}.{task.Index}";
}
