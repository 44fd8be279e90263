using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;

namespace Rota.Store.Changes;

/// <summary>What of a turn goes into the sequences of changes: the same on every home.</summary>
public static class TurnSequence
{
    /// <summary>The changes by partition, each partition's in the order in which they go into its sequence.</summary>
    /// <param name="changes">What the turn commits.</param>
    public static IReadOnlyDictionary<int, List<Change>> Of(TurnChanges changes)
    {
        var sequences = new Dictionary<int, List<Change>>();
        var outcomes = Outcomes(changes);
        foreach (var attempt in changes.Attempts)
        {
            Add(
                attempt.Job.Partition,
                new Change.OfAttempt(attempt.Task, attempt.Number, attempt.State, IsLast: false)
                {
                    Job = attempt.Job.Id,
                    At = attempt.Started ?? attempt.Intended,
                }
            );
        }

        foreach (var ended in changes.Ended)
        {
            var attempt = ended.Attempt;
            Add(
                attempt.Job.Partition,
                new Change.OfAttempt(attempt.Task, attempt.Number, ended.Outcome, outcomes.Remove(attempt.Task))
                {
                    Job = attempt.Job.Id,
                    At = ended.Report?.Ended ?? ended.At,
                }
            );
        }

        foreach (var (task, change) in outcomes)
        {
            Add(
                Core.Partitions.Partition.Of(task.Job),
                new Change.OfTask(task, change.State!.Value, change.Tries.Attempts) { Job = task.Job, At = changes.Now }
            );
        }

        foreach (var job in changes.Jobs)
        {
            Add(
                job.Partition,
                new Change.OfJob(job.State, job.Ended is not null) { Job = job.Id, At = job.Ended ?? changes.Now }
            );
        }

        return sequences;

        void Add(int partition, Change change)
        {
            if (!sequences.TryGetValue(partition, out var sequence))
            {
                sequences[partition] = sequence = [];
            }

            sequence.Add(change);
        }
    }

    /// <summary>Tasks that have an outcome by this turn. A later record of the same task wins.</summary>
    private static Dictionary<TaskKey, TaskChange> Outcomes(TurnChanges changes)
    {
        var outcomes = new Dictionary<TaskKey, TaskChange>();
        foreach (var change in changes.Tasks)
        {
            if (change.State?.IsTerminal() == true)
            {
                outcomes[change.Task] = change;
            }
            else
            {
                outcomes.Remove(change.Task);
            }
        }

        return outcomes;
    }
}
