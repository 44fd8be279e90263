using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Memory.Tables;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Turns;

/// <summary>The rows that a turn writes, in memory of its own until it is committed.</summary>
internal sealed class TurnTables(HomeTables tables) : ITurnTables
{
    /// <summary>All rows as they are by now.</summary>
    public HomeTables Now { get; set; } = tables;

    /// <inheritdoc/>
    public void Add(in LiveRow live)
    {
        var task = live.Task;
        Invariant.Check(Now.Live.Values.All(other => other.Task != task), $"task {task} has two live attempts");
        Now = Now with { Live = Now.Live.Add(live.Attempt.Value, live) };
    }

    /// <inheritdoc/>
    public void Update(in LiveRow live)
    {
        if (Now.Live.TryGetValue(live.Attempt.Value, out var stored))
        {
            var goes = stored with
            {
                State = live.State,
                HoldsRoom = live.HoldsRoom,
                Started = live.Started,
                Pid = live.Pid,
                Stop = live.Stop,
                Scratch = live.Scratch,
            };
            Now = Now with { Live = Now.Live.SetItem(live.Attempt.Value, goes) };
        }
    }

    /// <inheritdoc/>
    public void Remove(AttemptId live) => Now = Now with { Live = Now.Live.Remove(live.Value) };

    /// <summary>Fences of what ended are for those who look at a database; nothing here asks for them.</summary>
    public void Add(JobId job, AttemptRow ended, long fence) =>
        Change(job, rows => rows with { History = rows.History.Add((ended.Group, ended.Index, ended.Number), ended) });

    /// <inheritdoc/>
    public void Refused(NodeRefusal refusal)
    {
        if (Now.Nodes.TryGetValue(refusal.Node.Value, out var row))
        {
            Now = Now.With(row with { Refusals = KeptRefusals.Put(refusal, row.Refusals) });
        }
    }

    /// <inheritdoc/>
    public void Answer(ClaimResult result) =>
        Now = Now with
        {
            Claims = Now.Claims.SetItems(
                Now.Claims.Values.Select(claim => KeyValuePair.Create(claim.Request, claim.With(result)))
            ),
        };

    /// <inheritdoc/>
    public void Put(TaskKey task, TaskState state, Tries tries, Instant notBefore) =>
        Change(
            task.Job,
            rows =>
                rows with
                {
                    Tasks = rows.Tasks.SetItem((task.Group, task.Index), new TaskEntry(state, tries, notBefore)),
                }
        );

    /// <inheritdoc/>
    public void Remove(TaskKey task) =>
        Change(task.Job, rows => rows with { Tasks = rows.Tasks.Remove((task.Group, task.Index)) });

    /// <inheritdoc/>
    public void Update(JobId job, TaskGroup group) =>
        Change(
            job,
            rows =>
                rows with
                {
                    Groups = rows.Groups.SetItem(
                        group.Ordinal,
                        rows.Groups[group.Ordinal] with
                        {
                            Total = group.Total,
                            Held = group.Held,
                            Next = group.Next,
                            Rest = group.Rest,
                            Counts = [.. group.Counts],
                        }
                    ),
                }
        );

    /// <inheritdoc/>
    public void Update(JobId job, JobSpec spec) =>
        Change(job, rows => rows with { Spec = spec, Submitted = rows.Submitted ?? rows.Spec });

    /// <inheritdoc/>
    public void Update(ActiveJob job) =>
        Change(
            job.Id,
            rows =>
                rows with
                {
                    IsPaused = job.IsPaused,
                    IsStopped = job.IsStopped,
                    IsCancelled = job.IsCancelled,
                    IsAbandoned = job.IsAbandoned,
                    NextStart = job.NextStart,
                    Row = rows.Row with
                    {
                        State = job.State,
                        IsOpen = job.Spec.IsOpen,
                        Total = job.Total,
                        Priority = job.Priority,
                        Queue = job.Spec.Queue,
                        Reason = job.Reason,
                        Started = job.Started,
                        Ended = job.Ended,
                        Attempts = job.Attempts,
                        Counts = [.. job.Counts],
                    },
                }
        );

    /// <inheritdoc/>
    public void Settle(JobId ended, JobState outcome, Instant at)
    {
        foreach (var waiting in Now.Jobs.Values.Where(rows => rows.Awaited.ContainsKey(ended)).ToArray())
        {
            Now = Now.With(waiting with { Awaited = waiting.Awaited.SetItem(ended, outcome) });
            if (waiting.IsOpen)
            {
                Now = Submitting.Ask(Now, waiting.Row.Id, new Request.Settle(ended, outcome)).Tables;
            }
        }
    }

    private void Change(JobId job, Func<JobTables, JobTables> change)
    {
        if (Now.Jobs.TryGetValue(job, out var rows))
        {
            Now = Now.With(change(rows));
        }
    }
}
