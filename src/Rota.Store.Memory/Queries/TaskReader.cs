using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Queries;

/// <summary>The tasks of a job, one after the other.</summary>
internal sealed class TaskReader(HomeReader home) : ITaskReader
{
    public IEnumerable<TaskRow> From(JobId job, GroupRow group, int from, IReadOnlyCollection<TaskState>? states)
    {
        foreach (var row in Touched(home.Now, job, group.Ordinal).TakeWhile(row => row.Index < group.Next))
        {
            if (row.Index >= from && states?.Contains(row.State) != false)
            {
                yield return row;
            }
        }

        for (var index = Math.Max(from, group.Next); index < group.Total; index++)
        {
            if (states?.Contains(group.Rest) == false)
            {
                yield break;
            }

            yield return ReadRule.Untouched(group, index);
        }
    }

    public TaskRow? Find(JobId job, GroupRow group, int index) =>
        index < 0 || index >= group.Total ? null
        : index >= group.Next ? ReadRule.Untouched(group, index)
        : Touched(home.Now, job, group.Ordinal).Cast<TaskRow?>().FirstOrDefault(row => row?.Index == index);

    public bool HasEnded(TaskKey task) =>
        home.Now.Jobs.TryGetValue(task.Job, out var job)
        && job.Tasks.TryGetValue((task.Group, task.Index), out var entry)
        && entry.State.IsTerminal();

    /// <summary>Those with a record and those that are live, by ordinal.</summary>
    private static IEnumerable<TaskRow> Touched(HomeTables tables, JobId id, int group)
    {
        if (!tables.Jobs.TryGetValue(id, out var job))
        {
            return [];
        }

        var recorded = job
            .Tasks.Where(task => task.Key.Group == group)
            .Select(task => Recorded(job, task.Key.Index, group, task.Value));
        var live = tables.LiveOf(id).Where(attempt => attempt.Task.Group == group).Select(Live);
        return recorded.Concat(live).OrderBy(row => row.Index);
    }

    private static TaskRow Recorded(JobTables job, int index, int group, TaskEntry entry)
    {
        var last = job.History.GetValueOrDefault((group, index, entry.Tries.Attempts));
        return new TaskRow
        {
            Group = group,
            Index = index,
            State = entry.State,
            Attempt = entry.Tries.Attempts,
            NotBefore = ReadRule.NotBefore(entry.NotBefore),
            Started = last?.Started,
            Ended = last?.Ended,
            ExitCode = last?.ExitCode,
            Signal = last?.Signal,
            Reason = last?.Reason,
            Node = last?.Node,
            Reported = last?.Reported,
        };
    }

    internal static TaskRow Live(LiveRow live) =>
        new()
        {
            Group = live.Task.Group,
            Index = live.Task.Index,
            State = live.State,
            Attempt = live.Before.Attempts + 1,
            LiveAttempt = live.Attempt.Value,
            Pid = live.Pid,
            Scratch = live.Scratch,
            Node = live.Node,
            Started = live.Started,
        };
}
