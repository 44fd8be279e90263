using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Instruments.Metrics;

namespace Rota.Runners.Turns;

/// <summary>What is measured of the attempts of a turn, once committed. Costs nothing where nobody asks.</summary>
internal sealed class AttemptInstruments
{
    private readonly List<(string? Queue, TimeSpan Wait)> waits = [];
    private long starts;

    /// <summary>These changes are about to be committed: until then a new attempt is known by having no row.</summary>
    public void Commits(TurnChanges changes)
    {
        starts = 0;
        waits.Clear();
        if (!AttemptMetrics.IsOn)
        {
            return;
        }

        foreach (var attempt in changes.Attempts.Where(attempt => !attempt.IsStored))
        {
            starts++;
            if (attempt.Number == 1 && attempt.Group.ReadySince is { } since)
            {
                waits.Add((attempt.Job.Spec.Queue, attempt.Intended - since));
            }
        }
    }

    /// <summary>They are.</summary>
    public void Committed(TurnChanges changes)
    {
        if (!AttemptMetrics.IsOn)
        {
            return;
        }

        AttemptMetrics.Started(starts);
        foreach (var (queue, wait) in waits)
        {
            AttemptMetrics.Waited(queue, wait);
        }

        foreach (var ended in changes.Ended)
        {
            TimeSpan? ran = ended.Report is { Started: { } started, Ended: var end } ? end - started : null;
            AttemptMetrics.Ended(ended.Attempt.Job.Spec.Queue, ended.Outcome, KindOf(ended), ran);
        }
    }

    /// <summary>Of few kinds, so that they can be counted apart; the sentence is with the attempt.</summary>
    public static string KindOf(EndedAttempt ended) =>
        ended switch
        {
            { Outcome: TaskState.Succeeded } => "",
            { Report: null } or { Outcome: TaskState.Lost } => "lost",
            { Report.SpawnError: not null } => "start",
            { Report.OutOfMemory: true } => "memory",
            { Outcome: TaskState.TimedOut } => "timeout",
            { Outcome: TaskState.Cancelled } => "cancel",
            { Report.Signal: not null } => "signal",
            { Report.MissingOutput: not null } => "output",
            _ => "exit",
        };
}
