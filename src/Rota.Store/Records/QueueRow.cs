using Rota.Core.Schedules;

namespace Rota.Store.Records;

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Concurrency">Tasks that may run at a time; null for no limit.</param>
/// <param name="IsPaused">Whether nothing of it starts.</param>
/// <param name="Running">Tasks of it that hold room.</param>
/// <param name="OpenJobs">Jobs of it that have not ended.</param>
/// <param name="Hours">When it is open; null for always.</param>
public sealed record QueueRow(
    string Name,
    int? Concurrency,
    bool IsPaused,
    long Running,
    long OpenJobs,
    OpenHours? Hours = null
);
