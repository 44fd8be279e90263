using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Schedules;

/// <summary>What becomes of the instants of a backfill.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Planned">Whether nothing was done yet.</param>
/// <param name="Instants">The instants, oldest first.</param>
public sealed record BackfillView(string Schedule, bool Planned, IReadOnlyList<BackfillEntry> Instants) : View;

/// <summary>One of them.</summary>
/// <param name="Instant">The instant.</param>
/// <param name="Job">Its job; null where it is planned, or waits for an earlier run.</param>
/// <param name="New">Whether that is made now, and not there already.</param>
public sealed record BackfillEntry(Instant Instant, long? Job, bool New)
{
    /// <summary>The instant on the clock of the schedule.</summary>
    public string Shown { get; init; } = "";
}
