using Rota.Core.Model;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Queries;

/// <summary>
/// Tells which tasks of a job have ended since the last time it was asked. A look costs as much as there are tasks in
/// progress, however many have ended before.
/// </summary>
public sealed class EndedTasks(JobQueries queries, JobId job)
{
    private readonly Connection connection = queries.Connection;
    private readonly List<TaskKey> open = [];
    private int[] touched = [];

    /// <summary>Those that were touched and have ended since, each told once, in the order of first touches.</summary>
    public IReadOnlyList<TaskKey> Next() => connection.Reading(Look);

    private List<TaskKey> Look()
    {
        var groups = queries.Groups(job);
        Array.Resize(ref touched, groups.Count);
        foreach (var group in groups)
        {
            for (; touched[group.Ordinal] < group.Next; touched[group.Ordinal]++)
            {
                open.Add(new TaskKey(job, group.Ordinal, touched[group.Ordinal]));
            }
        }

        var ended = open.Where(HasEnded).ToList();
        if (ended.Count > 0)
        {
            var told = ended.ToHashSet();
            open.RemoveAll(told.Contains);
        }

        return ended;
    }

    private bool HasEnded(TaskKey task)
    {
        using var rows = connection
            .Prepare("SELECT state FROM task WHERE job = ?1 AND grp = ?2 AND idx = ?3")
            .Bind(1, task.Job.Value)
            .Bind(2, (long)task.Group)
            .Bind(3, (long)task.Index)
            .Rows();
        return rows.Read() && ((TaskState)rows.Int32(0)).IsTerminal();
    }
}
