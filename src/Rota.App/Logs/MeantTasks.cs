using Rota.App.Jobs;
using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Following;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Logs;

/// <summary>The tasks whose output was asked for, as far as they have any.</summary>
internal sealed class MeantTasks(IHomeReader home, TaskAddress address, OutputRequest request)
{
    /// <summary>All of them. Held at once, for other queries run while they are looked at.</summary>
    public List<TaskRow> All(JobId job)
    {
        var groups = home.Groups(job);
        IEnumerable<TaskRow> rows = address switch
        {
            { Group: { } group, Index: { } index } => home.Tasks.Find(job, groups[group], index) is { } row
                ? [row]
                : [],
            { Where: not null } => ChosenTasks
                .All(address)
                .Select(one => home.Tasks.Find(job, groups[one.Group], one.Index))
                .OfType<TaskRow>(),
            { Group: { } group } => home.Tasks.Of(job, groups[group], null),
            _ => groups.SelectMany(group => home.Tasks.Of(job, group, null)),
        };
        return [.. rows.Where(IsMeant)];
    }

    /// <summary>Those that run, whose output may have grown, and those of which something has changed.</summary>
    public List<TaskRow> Changed(JobId job, JobNews news, IEnumerable<(int Group, int Index)> running)
    {
        var groups = home.Groups(job);
        return
        [
            .. news
                .Changes.OfType<Change.OfAttempt>()
                .Select(change => (change.Task.Group, change.Task.Index))
                .Concat(running)
                .Distinct()
                .Where(task => address.Has(task.Group, task.Index))
                .Order()
                .Select(task => home.Tasks.Find(job, groups[task.Group], task.Index))
                .OfType<TaskRow>()
                .Where(IsMeant),
        ];
    }

    private bool IsMeant(TaskRow row) =>
        (row.Attempt > 0 || address.Attempt is not null) && (!request.IsFailedOnly || row.State.IsFailure());
}
