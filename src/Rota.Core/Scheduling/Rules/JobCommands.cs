using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Carries out what people ask of jobs.</summary>
internal sealed class JobCommands(
    SchedulerState scheduler,
    Progress progress,
    NodeReports reports,
    StartGate gate,
    JobChanges changes,
    OutsideClaims claims
)
{
    private readonly Reruns reruns = new(scheduler, progress, gate);
    private readonly JobLimits limits = new(scheduler, progress, reports, changes);

    public void Apply(JobCommand command, ActiveJob job)
    {
        switch (command)
        {
            case JobCommand.Cancel { IsAll: var isAll }:
                Cancel(job, isAll);
                break;
            case JobCommand.Pause:
                Pause(job);
                break;
            case JobCommand.Resume:
                Resume(job);
                break;
            case JobCommand.SetPriority { Priority: var priority }:
                limits.SetPriority(job, priority);
                break;
            case JobCommand.SetParallel { Most: var most, Entry: null }:
                limits.SetParallel(job, most);
                break;
            case JobCommand.SetParallel { Most: var most, Entry: { } entry }:
                limits.SetParallel(job, most, entry);
                break;
            case JobCommand.SetQueue { Queue: var queue }:
                limits.SetQueue(job, queue);
                break;
            case JobCommand.Settle { Needed: var needed, Outcome: var outcome }:
                gate.Heard(job, needed, outcome);
                break;
            case JobCommand.SetTimeout { Timeout: var timeout, Entry: var entry }:
                limits.SetTimeout(job, timeout, entry);
                break;
            case JobCommand.Claim claim:
                claims.Apply(job, claim);
                break;
            case JobCommand.Rerun rerun:
                reruns.Apply(job, rerun);
                break;
            case JobCommand.Hold or JobCommand.Release or JobCommand.Add or JobCommand.Seal or JobCommand.Edit:
                changes.Apply(command, job);
                break;
            default:
                throw new InvariantException($"unknown command {command.GetType().Name}");
        }
    }

    private void Cancel(ActiveJob job, bool isAll)
    {
        if (job.Ended is not null || job.IsAbandoned || (job.IsCancelled && job.Last.Length == 0))
        {
            return;
        }

        job.IsAbandoned = job.Last.Length > 0 && (isAll || job.IsCancelled);
        job.IsCancelled = true;
        job.Reason = "cancelled";
        foreach (
            var attempt in job.Live.Where(attempt =>
                attempt is { HoldsRoom: true, Stop: StopReason.None } && attempt.Group.IsCancelledIn(job)
            )
        )
        {
            reports.Stop(attempt, StopReason.Cancelled);
        }

        if (job is { IsPaused: true, Started: not null, Last.Length: > 0 })
        {
            // What puts a job in order must not wait for somebody to resume what is over.
            job.IsPaused = false;
            job.State = JobState.Running;
        }

        progress.Stop(job, TaskState.Cancelled);
    }

    private void Pause(ActiveJob job)
    {
        if (job.IsPaused || job.Ended is not null)
        {
            return;
        }

        job.IsPaused = true;
        job.State = JobState.Paused;
        scheduler.Changes.Jobs.Add(job);
        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            scheduler.StepOut(readyQueue);
        }

        scheduler.WakeInsteadOf(job, job.ReadyQueues.Values.SelectMany(readyQueue => readyQueue.Returned).ToArray());
        foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom))
        {
            progress.Withdraw(attempt);
        }
    }

    private void Resume(ActiveJob job)
    {
        if (!job.IsPaused || job.Ended is not null)
        {
            return;
        }

        job.IsPaused = false;
        job.State = job.Started is null ? JobState.Queued : JobState.Running;
        scheduler.Changes.Jobs.Add(job);
        scheduler.LineUp(job);
    }
}
