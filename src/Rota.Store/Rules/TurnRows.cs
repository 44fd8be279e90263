using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;
using Rota.Store.Rows;

namespace Rota.Store.Rules;

/// <summary>Which rows a turn writes: the same, in the same order, on every home.</summary>
public static class TurnRows
{
    /// <summary>Writes what was decided.</summary>
    public static void Write(TurnChanges changes, ITurnTables tables)
    {
        foreach (var attempt in changes.Withdrawn)
        {
            Remove(attempt, tables);
        }

        foreach (var ended in changes.Ended)
        {
            Remove(ended.Attempt, tables);
            tables.Add(ended.Attempt.Job.Id, HistoryOf(ended), ended.Attempt.Fence);
        }

        foreach (var refusal in changes.Refusals)
        {
            tables.Refused(refusal);
        }

        foreach (var result in changes.Claims)
        {
            tables.Answer(result);
        }

        foreach (var task in changes.Tasks)
        {
            if (task.State is { } state)
            {
                tables.Put(task.Task, state, task.Tries, task.NotBefore);
            }
            else
            {
                tables.Remove(task.Task);
            }
        }

        foreach (var attempt in changes.Attempts)
        {
            if (attempt.IsStored)
            {
                tables.Update(LiveOf(attempt));
            }
            else
            {
                tables.Add(LiveOf(attempt));
            }
        }

        foreach (var (job, group) in changes.Groups)
        {
            tables.Update(job.Id, group);
        }

        foreach (var job in changes.Specs)
        {
            tables.Update(job.Id, job.Spec);
        }

        foreach (var job in changes.Jobs)
        {
            tables.Update(job);
            if (job.Ended is { } at)
            {
                tables.Settle(job.Id, job.State, at);
            }
        }
    }

    /// <summary>Marks in memory what the committed transaction wrote; a rolled back one leaves no mark.</summary>
    public static void Committed(TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts)
        {
            attempt.IsStored = true;
        }
    }

    /// <summary>The live row of an attempt.</summary>
    public static LiveRow LiveOf(Attempt attempt) =>
        new()
        {
            Attempt = attempt.Id,
            Task = attempt.Task,
            Before = attempt.Before,
            Fence = attempt.Fence,
            Node = attempt.Node,
            Booking = attempt.Shape.Booking,
            Gpus = attempt.Gpus,
            Cpus = attempt.Cpus,
            Intended = attempt.Intended,
            State = attempt.State,
            HoldsRoom = attempt.HoldsRoom,
            Started = attempt.Started,
            Pid = attempt.Pid,
            Stop = attempt.Stop,
            Scratch = attempt.Scratch,
        };

    /// <summary>
    /// The history row of an attempt. Its times are those of the node; where that saw nothing, those of its runner.
    /// </summary>
    public static AttemptRow HistoryOf(EndedAttempt ended)
    {
        var (attempt, report) = (ended.Attempt, ended.Report);
        return new AttemptRow
        {
            Group = attempt.Group.Ordinal,
            Index = attempt.Index,
            Number = attempt.Number,
            Id = attempt.Id,
            Node = attempt.Node,
            Outcome = ended.Outcome,
            Started = report?.Started ?? attempt.Started,
            Ended = report?.Ended ?? ended.At,
            ExitCode = report?.ExitCode,
            Signal = report?.Signal,
            Reason = ended.Reason,
            CpuMicros = report?.CpuMicros ?? 0,
            PeakMemoryBytes = report?.PeakMemoryBytes ?? 0,
            Output = report?.Output ?? default,
            Errors = report?.Errors ?? default,
            Reported = report?.Reported,
        };
    }

    private static void Remove(Attempt attempt, ITurnTables tables)
    {
        if (attempt.IsStored)
        {
            tables.Remove(attempt.Id);
        }
    }
}
