using System.Diagnostics.CodeAnalysis;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Table;

/// <summary>
/// Attempts on their way to a spawner. Calls nobody, so that it may be called under the gate of the attempts; whether
/// one may still start is asked of the <see cref="AttemptTable"/> when it is taken.
/// </summary>
internal sealed class SpawnQueue
{
    // A monitor, not a Lock with semaphores: spawners wait on it without spinning, and spinning is paid for by the
    // tasks.
    private readonly object gate = new();
    private readonly Queue<KeptAttempt> queue = new();
    private readonly Notifier returns = new();

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return queue.Count == 0;
            }
        }
    }

    public void Add(KeptAttempt attempt)
    {
        lock (gate)
        {
            queue.Enqueue(attempt);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>The next attempt; waits for one.</summary>
    public KeptAttempt Take()
    {
        lock (gate)
        {
            while (queue.Count == 0)
            {
                Monitor.Wait(gate);
            }

            return queue.Dequeue();
        }
    }

    /// <summary>The next attempt, if there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out KeptAttempt? attempt)
    {
        lock (gate)
        {
            return queue.TryDequeue(out attempt);
        }
    }

    /// <summary>
    /// Puts an attempt back that the system has no room for, and has its spawner rest: until something is given back,
    /// or for a while.
    /// </summary>
    public void Postpone(KeptAttempt attempt, TimeSpan limit)
    {
        lock (gate)
        {
            queue.Enqueue(attempt);
        }

        Rest(limit);
        lock (gate)
        {
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Has a spawner rest: until something is given back, or for a while.</summary>
    public void Rest(TimeSpan limit) => returns.WaitSince(returns.Notifications, limit);

    /// <summary>Something was given back that a start may have been short of.</summary>
    public void Retry() => returns.Notify();
}
