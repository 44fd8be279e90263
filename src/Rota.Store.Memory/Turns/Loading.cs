using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Memory.Tables;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Turns;

/// <summary>Reads rows into the form a runner works on.</summary>
internal static class Loading
{
    /// <summary>Jobs that are open and wanted, or have live attempts.</summary>
    public static IReadOnlyList<(JobId Job, bool IsWanted)> Open(HomeTables tables)
    {
        var live = tables.Live.Values.Select(attempt => attempt.Task.Job).ToHashSet();
        return
        [
            .. tables
                .Jobs.Values.Where(job => job.IsOpen && (job.Row.IsWanted || live.Contains(job.Row.Id)))
                .Select(job => (job.Row.Id, job.Row.IsWanted)),
        ];
    }

    /// <summary>A job with all that is needed to go on with it, or null.</summary>
    public static StoredJob? Load(HomeTables tables, JobId id) =>
        tables.Jobs.TryGetValue(id, out var job)
            ? new StoredJob(Job(job), [.. Pending(job)], [.. tables.LiveOf(id).Select(Live)])
            : null;

    /// <summary>Tasks of a job that need no more.</summary>
    public static IReadOnlyList<EndedTask> Ended(HomeTables tables, JobId id) =>
        tables.Jobs.TryGetValue(id, out var job)
            ?
            [
                .. job
                    .Tasks.Where(task => task.Value.State.IsTerminal())
                    .Select(task => new EndedTask(
                        task.Key.Group,
                        task.Key.Index,
                        task.Value.State,
                        task.Value.Tries.Attempts
                    )),
            ]
            : [];

    /// <summary>What changed since a turn.</summary>
    public static News News(HomeTables tables, long incarnation, long since) =>
        new(
            tables.Frame.Epoch,
            tables.Frame.Pace,
            tables.Frame.Turn,
            NewsRule.HasAccounts(tables.Frame.Turn, since) ? [.. Accounts(tables, since)] : [],
            [.. tables.Demands.Where(demand => demand.Key != incarnation).Select(demand => demand.Value)],
            !tables.Inbox.IsEmpty
        )
        {
            ServesAll = tables.Frame.ServesAll,
            Schedules = tables.ScheduleVersion,
        };

    private static IEnumerable<AccountUse> Accounts(HomeTables tables, long since) =>
        tables
            .Accounts.Values.Where(account => account.Turn > since)
            .OrderBy(account => account.Turn)
            .Select(account => account.Use);

    private static ActiveJob Job(JobTables rows)
    {
        var job = new ActiveJob(rows.Row.Id, rows.Spec)
        {
            State = rows.Row.State,
            IsPaused = rows.IsPaused,
            IsStopped = rows.IsStopped,
            IsCancelled = rows.IsCancelled,
            IsAbandoned = rows.IsAbandoned,
            NextStart = rows.NextStart,
            Priority = rows.Row.Priority,
            Reason = rows.Row.Reason,
            Started = rows.Row.Started,
            Ended = rows.Row.Ended,
            Attempts = rows.Row.Attempts,
            NotBefore = rows.Row.NotBefore,
            Awaited = AfterRule.Of(rows.Spec, needed => rows.Awaited.GetValueOrDefault(needed)),
        };
        rows.Row.Counts.CopyTo(job.Counts, 0);
        foreach (var row in rows.Groups)
        {
            var group = job.Groups[row.Ordinal];
            (group.Next, group.Rest, group.Held) = (row.Next, row.Rest, row.Held);
            row.Counts.CopyTo(group.Counts, 0);
        }

        return job;
    }

    private static IEnumerable<PendingTask> Pending(JobTables job) =>
        job
            .Tasks.Where(task => !task.Value.State.IsTerminal())
            .Select(task => new PendingTask(
                task.Key.Group,
                task.Key.Index,
                task.Value.State,
                task.Value.Tries,
                task.Value.NotBefore
            ));

    private static StoredAttempt Live(LiveRow row) =>
        new()
        {
            Id = row.Attempt,
            Group = row.Task.Group,
            Index = row.Task.Index,
            Before = row.Before,
            Fence = row.Fence,
            Node = row.Node,
            Booking = row.Booking,
            State = row.State,
            HoldsRoom = row.HoldsRoom,
            Gpus = row.Gpus,
            Cpus = row.Cpus,
            Intended = row.Intended,
            Started = row.Started,
            Pid = row.Pid,
            Scratch = row.Scratch,
            Stop = row.Stop,
        };
}
