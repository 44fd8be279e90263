using Rota.Core.Model;

namespace Rota.Core.Scheduling.State;

/// <summary>
/// Ends of backoffs, timeouts of attempts, and next starts of jobs that space them. Entries that no longer hold are
/// dropped when due.
/// </summary>
internal sealed class Timers
{
    private readonly PriorityQueue<Timer, Instant> queue = new();

    /// <summary>When the next timer is due; <see cref="Instant.Never"/> without one.</summary>
    public Instant Next => queue.TryPeek(out _, out var due) ? due : Instant.Never;

    public void Backoff(ActiveJob job, PendingTask task) => queue.Enqueue(new Timer(job, task, null), task.NotBefore);

    public void Timeout(Attempt attempt, Instant due) => queue.Enqueue(new Timer(attempt.Job, null, attempt), due);

    public void Start(ActiveJob job, Instant due) => queue.Enqueue(new Timer(job, null, null), due);

    public bool TryTake(Instant now, out Timer timer)
    {
        if (queue.TryPeek(out timer, out var due) && due <= now)
        {
            queue.Dequeue();
            return true;
        }

        return false;
    }
}

/// <summary>
/// One timer: the backoff of a task, the timeout of an attempt, or with neither the next start of a job.
/// </summary>
internal readonly record struct Timer(ActiveJob Job, PendingTask? Backoff, Attempt? Timeout);
