using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>Tasks parked at full concurrency keys, first come first served: they cost nothing until called.</summary>
internal sealed class KeyWaiters
{
    /// <summary>Tasks of one entry that may be parked; beyond it the entry waits as a whole.</summary>
    public const int ParkedMax = 10_000;

    private readonly Dictionary<Account, Queue<(ActiveJob Job, PendingTask Task)>> waiting = [];

    public void Park(Account key, ActiveJob job, PendingTask task)
    {
        if (!waiting.TryGetValue(key, out var queue))
        {
            waiting[key] = queue = new Queue<(ActiveJob, PendingTask)>();
        }

        queue.Enqueue((job, task));
        job.Aside[(task.Group, task.Index)] = task;
        job.Groups[task.Group].Parked++;
    }

    /// <summary>The next task parked at this key that still waits, or null. It is no longer parked then.</summary>
    public (ActiveJob Job, PendingTask Task)? Next(Account key)
    {
        if (!waiting.TryGetValue(key, out var queue))
        {
            return null;
        }

        while (queue.TryDequeue(out var entry))
        {
            // A stopped job swept its tasks without searching the queues: an entry that is aside no more is void.
            if (
                entry.Job.Aside.TryGetValue((entry.Task.Group, entry.Task.Index), out var aside)
                && ReferenceEquals(aside, entry.Task)
            )
            {
                entry.Job.Aside.Remove((entry.Task.Group, entry.Task.Index));
                entry.Job.Groups[entry.Task.Group].Parked--;
                return entry;
            }
        }

        waiting.Remove(key);
        return null;
    }
}
