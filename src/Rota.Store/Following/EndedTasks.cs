using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Home;

namespace Rota.Store.Following;

/// <summary>
/// Tells which tasks of a job have ended, each once. A look at the whole costs as much as there are tasks in progress;
/// after the first, and unless changes were missed, what is told follows from the changes alone.
/// </summary>
public sealed class EndedTasks(IHomeReader home, JobId job)
{
    private readonly HashSet<TaskKey> open = [];
    private int[]? touched;

    /// <summary>
    /// Those that have ended since the last time, in the order of their ends; the first time all that have.
    /// </summary>
    /// <param name="news">What has changed since.</param>
    public IReadOnlyList<TaskKey> Next(JobNews news) =>
        touched is null || news.IsCut ? Look() : [.. news.Changes.Select(Ended).OfType<TaskKey>()];

    private TaskKey? Ended(Change change)
    {
        var (task, isOver) = change switch
        {
            Change.OfAttempt attempt => (attempt.Task, attempt.IsLast),
            Change.OfTask outcome => (outcome.Task, true),
            _ => (default, false),
        };
        if (task == default)
        {
            return null;
        }

        Touch(task.Group, task.Index + 1);
        return isOver && open.Remove(task) ? task : null;
    }

    private List<TaskKey> Look()
    {
        foreach (var group in home.Groups(job))
        {
            Touch(group.Ordinal, group.Next);
        }

        var ended = open.Where(home.Tasks.HasEnded).OrderBy(task => (task.Group, task.Index)).ToList();
        open.ExceptWith(ended);
        return ended;
    }

    /// <summary>Tasks of an entry are touched in their order.</summary>
    private void Touch(int group, int next)
    {
        touched ??= [];
        if (group >= touched.Length)
        {
            Array.Resize(ref touched, group + 1);
        }

        for (; touched[group] < next; touched[group]++)
        {
            open.Add(new TaskKey(job, group, touched[group]));
        }
    }
}
