using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Takes in what nodes report. A report about an attempt that has ended, or that is another node's, changes nothing.
/// </summary>
internal sealed class NodeReports(SchedulerState scheduler, Admission admission, Progress progress)
{
    public void Apply(NodeEvent report)
    {
        if (!scheduler.Attempts.TryGetValue(report.Attempt, out var attempt) || attempt.Node != report.Node)
        {
            return;
        }

        switch (report)
        {
            case NodeEvent.Started started:
                Started(attempt, started);
                break;
            case NodeEvent.Ended ended:
                Ended(attempt, ended);
                break;
            case NodeEvent.Withdrawn:
                Withdrawn(attempt);
                break;
            case NodeEvent.Refused refused:
                Refused(attempt, refused);
                break;
            case NodeEvent.Lost lost:
                FreeRoom(attempt, successor: null);
                Conclude(
                    attempt,
                    Verdict.OfLost(PolicyOf(attempt), attempt.Before, attempt.Stop, lost.Reason),
                    lost.Report
                );
                break;
            default:
                throw new InvariantException($"unknown report {report.GetType().Name}");
        }
    }

    private static Jobs.TaskPolicy PolicyOf(Attempt attempt) => attempt.Job.PolicyOf(attempt.Group.Ordinal);

    private void Started(Attempt attempt, NodeEvent.Started started)
    {
        attempt.Since = started.Age is { } age ? scheduler.Now + -age : started.At;
        SetTimeout(attempt);
        if (attempt.State == TaskState.Running)
        {
            return;
        }

        var job = attempt.Job;
        TakeRoom(attempt);
        admission.Started(attempt);
        attempt.State = TaskState.Running;
        Unhold(attempt);
        attempt.Started = started.At;
        attempt.Pid = started.Pid;
        attempt.Scratch = started.Scratch;
        job.Move(attempt.Group, TaskState.Starting, TaskState.Running);
        scheduler.Touch(job, attempt.Group);
        scheduler.Changes.Attempts.Add(attempt);
        // It had started before the withdrawal of a cancelled job reached it.
        if (attempt.Group.IsCancelledIn(job) && attempt.Stop == StopReason.None)
        {
            Stop(attempt, StopReason.Cancelled);
        }
    }

    /// <summary>It has started before its withdrawal came, or has ended.</summary>
    private void Unhold(Attempt attempt) =>
        progress.Unhold(attempt.Job, attempt.Group, OrdinalRanges.From(attempt.Index, attempt.Index));

    /// <summary>
    /// By how long it has run, not by when it started: the wall clocks of two processes differ by every step between
    /// their beginnings. One taken over is told of anew, and only then has a timeout.
    /// </summary>
    public void SetTimeout(Attempt attempt)
    {
        if (DueOf(attempt) is { } due)
        {
            scheduler.Timers.Timeout(attempt, due);
        }
    }

    /// <summary>
    /// Ends an attempt that has run for as long as it may: the limit may be another since the timer was set.
    /// </summary>
    public void TimeOut(Attempt attempt)
    {
        if (
            scheduler.Attempts.ContainsKey(attempt.Id)
            && attempt.Stop == StopReason.None
            && DueOf(attempt) <= scheduler.Now
        )
        {
            Stop(attempt, StopReason.TimedOut);
        }
    }

    /// <summary>Has an attempt take what tasks of its entry take by now.</summary>
    public void Recount(Attempt attempt)
    {
        var key = scheduler.KeyOf(attempt.Job, attempt.Group.Ordinal, attempt.Index);
        var factor = attempt.Before.MemoryFactor;
        var node = scheduler.Nodes.Require(attempt.Node);
        var shape = scheduler.ShapeOf(attempt.Job, attempt.Group.Ordinal, factor, key, node, attempt.Shape.By);
        if (attempt.HoldsRoom)
        {
            admission.Release(attempt);
            attempt.Shape = shape;
            admission.Restore(attempt, isStored: false);
        }
        else
        {
            scheduler.Successors.Remove(attempt);
            attempt.Shape = shape;
            scheduler.Successors.Add(attempt);
        }
    }

    private static Instant? DueOf(Attempt attempt) =>
        attempt.Since is { } since && PolicyOf(attempt).Timeout is { } timeout ? since + timeout : null;

    /// <summary>
    /// A successor that runs holds room, whatever became of the report of the one whose place it took: a keeper that
    /// was killed in between forgets the succession.
    /// </summary>
    private void TakeRoom(Attempt attempt)
    {
        if (!attempt.HoldsRoom)
        {
            scheduler.Successors.Remove(attempt);
            admission.Restore(attempt, isStored: false);
        }
    }

    /// <summary>Has an attempt ended by its stop policy. The reason is stored first: no crash forgets it.</summary>
    public void Stop(Attempt attempt, StopReason reason)
    {
        attempt.Stop = reason;
        scheduler.Changes.Attempts.Add(attempt);
        scheduler.Changes.Effects.Add(new Effect(EffectKind.Stop, attempt));
    }

    private void Ended(Attempt attempt, NodeEvent.Ended ended)
    {
        var successor = scheduler.Attempts.GetValueOrDefault(ended.Successor);
        FreeRoom(attempt, successor);
        if (ended.Report.Started is { } started)
        {
            attempt.Started ??= started;
            attempt.Shape.Observe(ended.Report.Ended - started);
        }

        if (ended.Report.CutOff is { } silent && attempt.Stop == StopReason.None)
        {
            Conclude(
                attempt,
                Verdict.OfLost(PolicyOf(attempt), attempt.Before, attempt.Stop, CutOff(attempt, silent)),
                ended.Report
            );
            return;
        }

        var random = new Prng((ulong)attempt.Id.Value);
        var verdict = Verdict.Of(
            PolicyOf(attempt),
            attempt.Job.Spec.Tasks[attempt.Group.Ordinal].Results,
            attempt.Before,
            ended.Report,
            attempt.Stop,
            scheduler.Nodes.MostMemory,
            ref random
        );
        Conclude(attempt, verdict, ended.Report);
    }

    private string CutOff(Attempt attempt, TimeSpan silent) =>
        $"its node {scheduler.Nodes.Require(attempt.Node).Traits.Name} was cut off from the home for "
        + $"{DurationText.Of(TimeSpan.FromSeconds((long)silent.TotalSeconds))}, and stopped it";

    private void Withdrawn(Attempt attempt)
    {
        FreeRoom(attempt, successor: null);
        var job = attempt.Job;
        Forget(attempt);
        scheduler.Changes.Withdrawn.Add(attempt);
        var state =
            attempt.Group.IsCancelledIn(job) ? TaskState.Cancelled
            : attempt.Group.IsStoppedIn(job) ? TaskState.Skipped
            : TaskState.Ready;
        Record(attempt, state, attempt.Before, Instant.Never);
        if (state == TaskState.Ready)
        {
            scheduler.GiveBack(job, Ready(attempt, attempt.Before));
        }
        else
        {
            Unhold(attempt);
            progress.TaskEnded(job, attempt.Group);
        }
    }

    /// <summary>
    /// Refused work uses no try. One that was seen to run is not taken for it: its end, or its loss, is told.
    /// </summary>
    private void Refused(Attempt attempt, NodeEvent.Refused refused)
    {
        if (attempt.State == TaskState.Running)
        {
            return;
        }

        if (refused.RetryAfter is { } rest)
        {
            // Where the books of runner and node differ, that of the node counts: others are asked meanwhile.
            var node = scheduler.Nodes.Require(attempt.Node);
            node.Refuse(new NodeRefusal(attempt.Task, refused.Why, scheduler.Now, scheduler.Now + rest));
            scheduler.Timers.Start(attempt.Job, scheduler.Now + rest);
        }

        Withdrawn(attempt);
    }

    private void Conclude(Attempt attempt, Verdict verdict, ExitReport? report)
    {
        var job = attempt.Job;
        Forget(attempt);
        job.Attempts++;
        scheduler.Changes.Ended.Add(new EndedAttempt(attempt, verdict.Outcome, verdict.Reason, report, scheduler.Now));
        if (verdict.RetryAfter is not { } delay || attempt.Group.IsStoppedIn(job))
        {
            Record(attempt, verdict.Outcome, verdict.Tries, Instant.Never);
            Unhold(attempt);
            progress.TaskEnded(job, attempt.Group);
        }
        else if (delay == TimeSpan.Zero)
        {
            Record(attempt, TaskState.Ready, verdict.Tries, Instant.Never);
            _ = scheduler.Return(job, Ready(attempt, verdict.Tries), first: false);
        }
        else
        {
            var due = scheduler.Now + delay;
            Record(attempt, TaskState.Backoff, verdict.Tries, due);
            var task = new PendingTask(attempt.Group.Ordinal, attempt.Index, TaskState.Backoff, verdict.Tries, due);
            job.Aside[(task.Group, task.Index)] = task;
            scheduler.Timers.Backoff(job, task);
        }
    }

    private static PendingTask Ready(Attempt attempt, Tries tries) =>
        new(attempt.Group.Ordinal, attempt.Index, TaskState.Ready, tries, Instant.Never);

    private void Forget(Attempt attempt)
    {
        scheduler.Attempts.Remove(attempt.Id);
        attempt.Job.Live.Remove(attempt);
        scheduler.Changes.Attempts.Remove(attempt);
    }

    private void Record(Attempt attempt, TaskState state, Tries tries, Instant notBefore)
    {
        attempt.Job.Move(attempt.Group, attempt.State, state);
        scheduler.Touch(attempt.Job, attempt.Group);
        scheduler.Changes.Tasks.Add(new TaskChange(attempt.Task, state, tries, notBefore));
    }

    /// <summary>Gives the room to its successor, or back. Once: by attempt, never by task.</summary>
    private void FreeRoom(Attempt attempt, Attempt? successor)
    {
        if (!attempt.HoldsRoom)
        {
            scheduler.Successors.Remove(attempt);
            return;
        }

        if (successor is { HoldsRoom: false } && ReferenceEquals(successor.Shape, attempt.Shape))
        {
            scheduler.Successors.Remove(successor);
            admission.HandOver(attempt, successor);
            scheduler.Changes.Attempts.Add(successor);
        }
        else
        {
            admission.Release(attempt);
            if (successor is not null)
            {
                // It runs there already, whatever people changed of what it takes since it was ordered.
                TakeRoom(successor);
                scheduler.Changes.Attempts.Add(successor);
            }
        }

        scheduler.MayStart = true;
        foreach (var charge in attempt.Shape.OfLimits)
        {
            scheduler.Wake(charge.Account);
        }
    }
}
