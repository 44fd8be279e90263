using Rota.Core.Model;

namespace Rota.Core.Scheduling.State;

/// <summary>
/// Ends of backoffs, timeouts of attempts, ends of what is waited for on nodes that are cut off, and next starts of
/// jobs that space them. Entries that no longer hold are dropped when due.
/// </summary>
internal sealed class Timers
{
    private readonly PriorityQueue<Timer, Instant> queue = new();

    /// <summary>When the next timer is due; <see cref="Instant.Never"/> without one.</summary>
    public Instant Next => queue.TryPeek(out _, out var due) ? due : Instant.Never;

    public void Backoff(ActiveJob job, PendingTask task) =>
        queue.Enqueue(new Timer(job, TimerKind.Backoff, task, null), task.NotBefore);

    public void Timeout(Attempt attempt, Instant due) => Of(attempt, TimerKind.Timeout, due);

    public void Replace(Attempt attempt, Instant due) => Of(attempt, TimerKind.Replace, due);

    public void Start(ActiveJob job, Instant due) => queue.Enqueue(new Timer(job, TimerKind.Start, null, null), due);

    public bool TryTake(Instant now, out Timer timer)
    {
        if (queue.TryPeek(out timer, out var due) && due <= now)
        {
            queue.Dequeue();
            return true;
        }

        return false;
    }

    private void Of(Attempt attempt, TimerKind kind, Instant due) =>
        queue.Enqueue(new Timer(attempt.Job, kind, null, attempt), due);
}

/// <summary>One timer.</summary>
/// <param name="Job">The job.</param>
/// <param name="Kind">What is due.</param>
/// <param name="Task">The task of a backoff.</param>
/// <param name="Attempt">The attempt of others.</param>
internal readonly record struct Timer(ActiveJob Job, TimerKind Kind, PendingTask? Task, Attempt? Attempt);

/// <summary>What is due with a timer.</summary>
internal enum TimerKind
{
    /// <summary>The next start of a job.</summary>
    Start,

    /// <summary>A task is tried again.</summary>
    Backoff,

    /// <summary>An attempt has run for as long as it may.</summary>
    Timeout,

    /// <summary>The node of an attempt has been silent for as long as is waited for it.</summary>
    Replace,
}
