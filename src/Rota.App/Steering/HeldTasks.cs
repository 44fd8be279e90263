using Rota.App.Views;

namespace Rota.App.Steering;

/// <summary>Which tasks are to be held, or released.</summary>
/// <param name="Addresses">A job, an entry of it, or one task, each: <c>ID[.TASK[.INDEX]]</c>.</param>
/// <param name="Tasks">Indices of the entry as ranges, or null.</param>
/// <param name="Releases">Whether they are released.</param>
public sealed record HoldRequest(IReadOnlyList<string> Addresses, string? Tasks, bool Releases);

/// <summary>How tasks stand that were named.</summary>
/// <param name="Entries">For each address that was named.</param>
public sealed record HeldTasks(IReadOnlyList<HeldEntry> Entries) : View;

/// <summary>Tasks of an entry that were named.</summary>
/// <param name="Job">The job.</param>
/// <param name="Task">The entry; null where the whole job is meant.</param>
/// <param name="State">The state of the job.</param>
/// <param name="Tasks">How many were named.</param>
/// <param name="Held">How many of them are held now.</param>
public sealed record HeldEntry(long Job, string? Task, string State, long Tasks, long Held);
