using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Instruments.Metrics;
using Rota.Instruments.Tracing;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>What a runner tells of its turns: log, metrics, activities. Costs nothing where nobody asks.</summary>
/// <param name="runner">Its name in the frame.</param>
/// <param name="log">Where it logs.</param>
/// <param name="traces">The numbers of the spans of attempts; null where nobody listens to them.</param>
internal sealed class TurnInstruments(string runner, ILogger log, RunTraces? traces = null)
{
    private readonly AttemptInstruments attempts = new();
    private readonly RunSpans spans = new(traces);
    private QueueDepth? depth;

    /// <summary>Shows how many of its tasks wait and run, until disposed.</summary>
    public IDisposable ShowDepth() => depth = new QueueDepth(runner);

    /// <summary>A turn begins: the lock is held.</summary>
    public static Activity? Begin(Membership place) => RotaActivities.Turn(place.Frame.Epoch, place.Partitions.Length);

    /// <summary>These changes are about to be committed.</summary>
    public void Commits(TurnChanges changes) => attempts.Commits(changes);

    /// <summary>They are.</summary>
    public void Committed(TurnChanges changes)
    {
        attempts.Committed(changes);
        spans.Committed(changes);
        if (log.IsEnabled(LogLevel.Debug))
        {
            TellAttempts(changes);
        }

        if (log.IsEnabled(LogLevel.Information))
        {
            foreach (var job in changes.Jobs)
            {
                TellEnd(job);
            }
        }
    }

    /// <summary>A turn is over.</summary>
    /// <param name="turn">Its span, where somebody listens.</param>
    /// <param name="micros">How long it took, in microseconds.</param>
    /// <param name="items">Reports taken and starts made.</param>
    /// <param name="isOver">Whether it ended after its slot.</param>
    /// <param name="isOwn">Whether the slot was its own.</param>
    public void Took(Activity? turn, long micros, int items, bool isOver, bool isOwn)
    {
        turn?.SetItems(items);
        TurnMetrics.Took(micros, items, isOver, isOwn);
        if (isOver)
        {
            log.Overran(runner, items, micros);
        }
    }

    /// <summary>Tells how many tasks wait and run now, where somebody listens.</summary>
    public void CountTasks(IReadOnlyDictionary<JobId, ActiveJob> jobs)
    {
        if (depth is not null && QueueDepth.IsOn)
        {
            depth.Set(
                jobs.Values.Sum(job => job.Counts[(int)TaskState.Ready]),
                jobs.Values.Sum(job => job.Counts[(int)TaskState.Starting] + job.Counts[(int)TaskState.Running])
            );
        }
    }

    private void TellAttempts(TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts.Where(attempt => attempt.State == TaskState.Starting))
        {
            log.AttemptCommitted(attempt.Id.Value, NameOf(attempt));
        }

        foreach (var ended in changes.Ended)
        {
            log.AttemptEnded(
                ended.Attempt.Id.Value,
                NameOf(ended.Attempt),
                ended.Outcome.WireName(),
                ended.Reason ?? $"exit {ended.Report?.ExitCode}"
            );
        }
    }

    private void TellEnd(ActiveJob job)
    {
        if (job.Ended is not null)
        {
            log.JobEnded(job.Id.Value, job.Spec.Name, job.State.WireName(), job.Total, job.Failures);
        }
    }

    private static string NameOf(Attempt attempt)
    {
        var entry = attempt.Job.Spec.Tasks[attempt.Group.Ordinal];
        return $"{attempt.Job.Id}.{entry.Id}.{entry.Expansion.Label(attempt.Index)}";
    }
}
