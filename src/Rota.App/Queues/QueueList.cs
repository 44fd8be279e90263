using Rota.App.Views;
using Rota.Store.Records;

namespace Rota.App.Queues;

/// <summary>The queues that were set, or that open jobs name.</summary>
/// <param name="Queues">All of them, by name.</param>
public sealed record QueueList(IReadOnlyList<QueueView> Queues) : View;

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Concurrency">Tasks that may run at a time; null for no limit.</param>
/// <param name="Paused">Whether nothing of it starts.</param>
/// <param name="Running">Tasks of it that hold room.</param>
/// <param name="OpenJobs">Jobs of it that have not ended.</param>
public sealed record QueueView(string Name, int? Concurrency, bool Paused, long Running, long OpenJobs)
{
    /// <summary>The view of a stored queue.</summary>
    internal static QueueView Of(QueueRow queue) =>
        new(queue.Name, queue.Concurrency, queue.IsPaused, queue.Running, queue.OpenJobs);
}
