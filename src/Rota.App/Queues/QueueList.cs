using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Core.Schedules;
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
    /// <summary>Tasks of its jobs that wait; null where nobody has counted them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Waiting { get; init; }

    /// <summary>When it is open, as it was set; null for always.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Open { get; init; }

    /// <summary>The time zone of that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timezone { get; init; }

    /// <summary>Whether it is open now; null for one that always is, and where the zone is not known here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? OpenNow { get; init; }

    /// <summary>When it opens or closes next; null for one that never does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Changes { get; init; }

    /// <summary>How long that is from now.</summary>
    [JsonIgnore]
    public TimeSpan? Left { get; init; }

    /// <summary>The view of a stored queue.</summary>
    internal static QueueView Of(QueueRow queue, ITimeZones zones, Instant now)
    {
        var view = new QueueView(queue.Name, queue.Concurrency, queue.IsPaused, queue.Running, queue.OpenJobs);
        if (queue.Hours is not { } hours)
        {
            return view;
        }

        view = view with { Open = hours.Windows, Timezone = hours.TimeZone };
        if (zones.Find(hours.TimeZone) is not { } zone)
        {
            return view;
        }

        var changes = hours.NextChange(zone, now);
        return view with
        {
            OpenNow = hours.IsOpen(zone, now),
            Changes = changes == Instant.Never ? null : changes,
            Left = changes == Instant.Never ? null : changes - now,
        };
    }
}
