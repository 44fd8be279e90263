using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>The tasks of a job, one after the other: a million of them are never held at once.</summary>
public interface ITaskReader
{
    /// <summary>All tasks of an entry, or those in one state.</summary>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="state">Only these, or null for all.</param>
    IEnumerable<TaskRow> Of(JobId job, GroupRow group, TaskState? state) =>
        From(job, group, 0, state is { } one ? [one] : null);

    /// <summary>The tasks of an entry from an ordinal on, in their order.</summary>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="from">The first ordinal.</param>
    /// <param name="states">Only those in one of these states, or null for all.</param>
    IEnumerable<TaskRow> From(JobId job, GroupRow group, int from, IReadOnlyCollection<TaskState>? states);

    /// <summary>One task, or null when the entry has no such ordinal.</summary>
    TaskRow? Find(JobId job, GroupRow group, int index);

    /// <summary>Whether a task has an outcome.</summary>
    bool HasEnded(TaskKey task);
}
