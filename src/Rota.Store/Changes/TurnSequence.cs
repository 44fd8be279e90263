using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;

namespace Rota.Store.Changes;

/// <summary>
/// What of a turn goes into the sequences of changes: the same on every home. One for each that writes turns: what a
/// turn of thousands of tasks needs is too large to be made anew each time.
/// </summary>
public sealed class TurnSequence
{
    /// <summary>Tasks that have an outcome by the turn, and after how many attempts.</summary>
    private readonly Dictionary<TaskKey, (TaskState State, int Attempts)> outcomes = [];

    /// <summary>The changes by partition, each partition's in the order in which they go into its sequence.</summary>
    /// <param name="changes">What the turn commits.</param>
    public IReadOnlyDictionary<int, List<Change>> Of(TurnChanges changes)
    {
        var sequences = new Dictionary<int, List<Change>>();
        FindOutcomes(changes);
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

        foreach (var (task, (state, attempts)) in outcomes)
        {
            Add(
                Core.Partitions.Partition.Of(task.Job),
                new Change.OfTask(task, state, attempts) { Job = task.Job, At = changes.Now }
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

    /// <summary>A later record of the same task wins.</summary>
    private void FindOutcomes(TurnChanges changes)
    {
        outcomes.Clear();
        foreach (var change in changes.Tasks)
        {
            if (change.State is { } state && state.IsTerminal())
            {
                outcomes[change.Task] = (state, change.Tries.Attempts);
            }
            else
            {
                outcomes.Remove(change.Task);
            }
        }
    }
}
