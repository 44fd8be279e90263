using Rota.Core.Schedules;

namespace Rota.Store.Rows;

/// <summary>What people set for a queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Concurrency">Tasks that may run at a time; null for no limit.</param>
/// <param name="IsPaused">Whether nothing of it starts.</param>
/// <param name="Hours">When it is open; null for always.</param>
public sealed record QueueSetting(string Name, int? Concurrency, bool IsPaused, OpenHours? Hours = null);
