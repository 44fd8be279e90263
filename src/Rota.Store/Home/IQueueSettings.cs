using Rota.Core.Schedules;

namespace Rota.Store.Home;

/// <summary>Where people set the limits of queues. Runners learn of a change as of any shared account.</summary>
public interface IQueueSettings : IDisposable
{
    /// <summary>Sets how many tasks of the queue may run at a time; null for no limit.</summary>
    void SetConcurrency(string queue, int? concurrency);

    /// <summary>Sets when the queue is open; null for always.</summary>
    void SetHours(string queue, OpenHours? hours);

    /// <summary>Starts nothing more of the queue, or starts again. What runs goes on.</summary>
    void Pause(string queue, bool isPaused);

    /// <summary>Forgets what was set for the queue.</summary>
    /// <returns>Whether anything was.</returns>
    bool Remove(string queue);
}
