using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Known wrong variants, planted at the edge of the decisions: the random histories must find each.</summary>
public sealed class PlantedBugTests
{
    [Fact]
    public void Room_released_twice_is_found() => AssertFound(() => new DoubleRelease());

    [Fact]
    public void A_successor_that_gets_no_room_is_found() => AssertFound(() => new NoTransfer());

    [Fact]
    public void A_retry_beyond_max_attempts_is_found() => AssertFound(() => new Restless());

    [Fact]
    public void Dependants_released_at_the_first_end_are_found() => AssertFound(() => new Hasty());

    [Fact]
    public void Forgotten_waiters_of_a_key_are_found() => AssertFound(() => new Forgetful());

    [Fact]
    public void Counters_not_moved_on_withdraw_are_found() => AssertFound(() => new NoMove(), ScriptKind.People);

    [Fact]
    public void What_runs_however_a_job_ends_and_is_left_out_after_a_cancel_is_found() =>
        AssertFound(() => new NoLast(), ScriptKind.People);

    [Fact]
    public void An_end_that_is_acted_on_twice_is_found() => AssertFound(() => new Twice());

    private static void AssertFound(Func<Tamper> bug, ScriptKind kind = ScriptKind.Plain)
    {
        for (var seed = 1UL; seed < 200; seed++)
        {
            if (Script.Random(seed, 120, kind).Fails(bug) is not null)
            {
                return;
            }
        }

        Assert.Fail("200 histories did not find it");
    }

    private sealed class DoubleRelease : Tamper
    {
        public override void Apply(Reconciler core, NodeEvent report)
        {
            var held = core.Attempts.GetValueOrDefault(report.Attempt)?.OfNode;
            core.Apply(report);
            if (report is NodeEvent.Ended && held is not null && !core.Nodes.Own.Ledger.Reservations.Contains(held))
            {
                core.Nodes.Own.Ledger.Release(held);
            }
        }
    }

    private sealed class NoTransfer : Tamper
    {
        public override void Apply(Reconciler core, NodeEvent report) =>
            core.Apply(report is NodeEvent.Ended ended ? ended with { Successor = default } : report);
    }

    private sealed class Restless : Tamper
    {
        public override ActiveJob Adopt(ActiveJob job)
        {
            var policies = job.Spec.Policies.Select(policy => policy with { Retry = policy.Retry with { MaxAttempts = 5 } });
            return Copy(job, job.Spec with { Policies = [.. policies] });
        }
    }

    private sealed class Hasty : Tamper
    {
        public override void Apply(Reconciler core, NodeEvent report)
        {
            var attempt = core.Attempts.GetValueOrDefault(report.Attempt);
            if (report is NodeEvent.Ended && attempt is { Group.Total: > 1 })
            {
                // The group says "ended" for the moment of the report.
                var counts = attempt.Group.Counts;
                var waiting = counts[(int)TaskState.Ready];
                (counts[(int)TaskState.Ready], counts[(int)TaskState.Succeeded]) = (0, counts[(int)TaskState.Succeeded] + waiting);
                core.Apply(report);
                (counts[(int)TaskState.Ready], counts[(int)TaskState.Succeeded]) =
                    (counts[(int)TaskState.Ready] + waiting, counts[(int)TaskState.Succeeded] - waiting);
                return;
            }

            core.Apply(report);
        }
    }

    private sealed class Forgetful : Tamper
    {
        public override void AfterDispatch(Reconciler core)
        {
            foreach (var job in core.Jobs.Values)
            {
                foreach (var parked in job.Aside.Where(task => task.Value.State == TaskState.Ready).ToArray())
                {
                    // A waiter of another record is void to the queue: nobody calls it.
                    job.Aside[parked.Key] = parked.Value with { };
                }
            }
        }
    }

    private sealed class NoMove : Tamper
    {
        public override void Apply(Reconciler core, NodeEvent report)
        {
            var attempt = core.Attempts.GetValueOrDefault(report.Attempt);
            core.Apply(report);
            if (report is NodeEvent.Withdrawn && attempt is { Job.IsStopped: false })
            {
                attempt.Job.Move(attempt.Group, TaskState.Ready, TaskState.Starting);
            }
        }
    }

    private sealed class NoLast : Tamper
    {
        public override void AfterDispatch(Reconciler core)
        {
            foreach (var job in core.Jobs.Values.Where(job => job is { IsCancelled: true, IsFinishing: true }))
            {
                // As a stop that means all: what was to run is out of its ready queue, and nobody starts it.
                foreach (var readyQueue in job.ReadyQueues.Values)
                {
                    readyQueue.Clear(group => job.Groups[group].IsFinally);
                }
            }
        }
    }

    private sealed class Twice : Tamper
    {
        public override void Apply(Reconciler core, NodeEvent report)
        {
            var attempt = core.Attempts.GetValueOrDefault(report.Attempt);
            core.Apply(report);
            if (report is NodeEvent.Ended && attempt is not null)
            {
                ((Dictionary<AttemptId, Attempt>)core.Attempts).Add(attempt.Id, attempt);
                core.Apply(report);
            }
        }
    }

    private static ActiveJob Copy(ActiveJob job, JobSpec spec)
    {
        var copy = new ActiveJob(job.Id, spec)
        {
            State = job.State, IsPaused = job.IsPaused, IsStopped = job.IsStopped, IsCancelled = job.IsCancelled,
            IsAbandoned = job.IsAbandoned, NotBefore = job.NotBefore, Awaited = job.Awaited,
            Priority = job.Priority, Started = job.Started, Ended = job.Ended, Attempts = job.Attempts,
        };
        job.Counts.CopyTo(copy.Counts, 0);
        foreach (var (from, to) in job.Groups.Zip(copy.Groups))
        {
            (to.Next, to.Rest) = (from.Next, from.Rest);
            from.Counts.CopyTo(to.Counts, 0);
        }

        return copy;
    }
}
