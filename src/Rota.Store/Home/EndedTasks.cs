using Rota.Core.Model;

namespace Rota.Store.Home;

/// <summary>
/// Tells which tasks of a job have ended since the last time it was asked. A look costs as much as there are tasks in
/// progress, however many have ended before.
/// </summary>
public sealed class EndedTasks(IHomeReader home, JobId job)
{
    private readonly List<TaskKey> open = [];
    private int[] touched = [];

    /// <summary>Those that were touched and have ended since, each told once, in the order of first touches.</summary>
    public IReadOnlyList<TaskKey> Next()
    {
        var groups = home.Groups(job);
        Array.Resize(ref touched, groups.Count);
        foreach (var group in groups)
        {
            for (; touched[group.Ordinal] < group.Next; touched[group.Ordinal]++)
            {
                open.Add(new TaskKey(job, group.Ordinal, touched[group.Ordinal]));
            }
        }

        var ended = open.Where(home.Tasks.HasEnded).ToList();
        if (ended.Count > 0)
        {
            var told = ended.ToHashSet();
            open.RemoveAll(told.Contains);
        }

        return ended;
    }
}
