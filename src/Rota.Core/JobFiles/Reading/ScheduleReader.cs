using System.Collections.Immutable;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Checks <c>schedule</c>, so that a mistake in it is told now, and then says that it cannot be honoured yet.
/// </summary>
internal static class ScheduleReader
{
    private static readonly ImmutableArray<string> Overlaps = ["skip", "queue", "allow", "replace"];
    private static readonly ImmutableArray<string> Shorthands = ["@hourly", "@daily", "@weekly", "@monthly", "@yearly"];

    /// <summary>Notes all that is wrong with a schedule.</summary>
    public static void Check(Session session, Node node)
    {
        session.Problems.Add(
            node.At,
            "schedule needs a running daemon, which this version does not have",
            "remove it and submit the job from cron"
        );
        if (Fields.Of(node, JobFileKeys.Schedule, "schedule", session.Problems) is not { } fields)
        {
            return;
        }

        if (fields["cron"] is not { } cron)
        {
            session.Problems.Add(node.At, "schedule has no cron", "write cron: \"0 2 * * *\"");
        }
        else if (session.Values.Text(cron, "cron") is { } text && !IsCron(text))
        {
            session.Problems.Add(
                cron.At,
                $"cron must have five fields, not {cron.Kind}",
                "write minute hour day month weekday: \"0 2 * * *\""
            );
        }

        if (
            fields["timezone"] is { } zone
            && session.Values.Text(zone, "timezone") is { } name
            && !Names.IsPrintable(name)
        )
        {
            session.Problems.Add(zone.At, $"timezone cannot be {zone.Kind}", "write a name such as Europe/Paris");
        }

        _ = fields["overlap"] is { } overlap ? session.Values.Word(overlap, "overlap", Overlaps) : null;
        _ = fields["catch_up"] is { } catchUp ? session.Values.Duration(catchUp, "catch_up") : null;
    }

    private static bool IsCron(string text) =>
        Shorthands.Contains(text)
        || (
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: 5 } parts
            && parts.All(part => part.All(letter => char.IsAsciiLetterOrDigit(letter) || "*/,-?#".Contains(letter)))
        );
}
