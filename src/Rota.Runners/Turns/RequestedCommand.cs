using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>What a request of people changes of a job.</summary>
internal static class RequestedCommand
{
    /// <summary>The change; null for a request that has the job run as it is.</summary>
    /// <param name="store">Asked for the tasks that have ended, where some run again.</param>
    /// <param name="active">The job.</param>
    /// <param name="left">The request as it was left.</param>
    /// <param name="request">What it asks.</param>
    public static JobCommand? Of(IHomeStore store, ActiveJob active, LeftRequest left, Request request)
    {
        var job = active.Id;
        return request switch
        {
            Request.Run => null,
            Request.Cancel { IsAll: var isAll } => new JobCommand.Cancel { Job = job, IsAll = isAll },
            Request.Pause => new JobCommand.Pause { Job = job },
            Request.Resume => new JobCommand.Resume { Job = job },
            Request.Priority { To: var to } => new JobCommand.SetPriority { Job = job, Priority = to },
            Request.Parallel { Most: var most, Entry: var entry } => new JobCommand.SetParallel
            {
                Job = job,
                Most = most,
                Entry = entry,
            },
            Request.Queue { To: var queue } => new JobCommand.SetQueue { Job = job, Queue = queue },
            Request.Settle { Needed: var needed, Outcome: var outcome } => new JobCommand.Settle
            {
                Job = job,
                Needed = needed,
                Outcome = outcome,
            },
            Request.Timeout { Longest: var longest, Entry: var entry } => new JobCommand.SetTimeout
            {
                Job = job,
                Timeout = longest,
                Entry = entry,
            },
            Request.Hold { Group: var group, Tasks: var held } => new JobCommand.Hold
            {
                Job = job,
                Group = group,
                Tasks = held,
            },
            Request.Release { Group: var group, Tasks: var held } => new JobCommand.Release
            {
                Job = job,
                Group = group,
                Tasks = held,
            },
            Request.Add { Group: var group, More: var more, Key: var key } => new JobCommand.Add
            {
                Job = job,
                Group = group,
                More = more,
                Request = left.Id,
                Key = key,
            },
            Request.Edit { Entries: var entries, Edited: var edited } => new JobCommand.Edit
            {
                Job = job,
                Entries = entries,
                Edited = edited,
            },
            Request.Claim(var group, var index, var node) => new JobCommand.Claim(group, index, node, left.Id)
            {
                Job = job,
            },
            Request.Seal => new JobCommand.Seal { Job = job },
            Request.Rerun { Tasks: var tasks } => Rerun(store, active, tasks),
            _ => throw new InvariantException($"unknown request {request.GetType().Name}"),
        };
    }

    private static JobCommand.Rerun Rerun(IHomeStore store, ActiveJob job, RerunSelection tasks)
    {
        var ended = store.EndedTasks(job.Id);
        return new JobCommand.Rerun
        {
            Job = job.Id,
            Tasks = [.. ended.Where(task => tasks.Has(task.Group, task.Index, task.State))],
            Last = [.. ended.Where(task => job.Groups[task.Group].IsFinally)],
            Chosen = (tasks as RerunSelection.Chosen)?.Tasks,
        };
    }
}
