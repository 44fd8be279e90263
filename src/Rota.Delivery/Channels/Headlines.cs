using System.Globalization;
using Rota.Core.Notifying;

namespace Rota.Delivery.Channels;

/// <summary>What happened, in a line for people.</summary>
internal static class Headlines
{
    /// <summary>The line.</summary>
    public static string Of(string kind, string name, string job, EventCounts counts, string? reason)
    {
        var said = kind switch
        {
            "failed" => "failed",
            "recovered" => "works again",
            "ended" => "ended",
            "started" => "has started",
            "gave_up" or "lost" => "has tasks that need a look",
            "late" => "ran late",
            "missed" => "missed its time",
            _ => "is a test of notifications",
        };
        var subject = job.Length > 0 ? $"{name} (job {job})" : name;
        var details = string.Join(
            ", ",
            counts
                .Counts.Where(one => one.Value > 1 || one.Key.IsOfTasks())
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {Plural(one.Key)}"))
        );
        return $"{subject} {said}{(details.Length > 0 ? $": {details}" : "")}{(reason is null ? "" : $" ({reason})")}";
    }

    private static string Plural(EventKind kind) =>
        kind switch
        {
            EventKind.GaveUp => "failed for good",
            EventKind.Lost => "lost",
            EventKind.Missed => "instants missed",
            EventKind.Late => "instants late",
            _ => kind.WireName(),
        };
}
