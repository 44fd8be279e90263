using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Schedules;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>schedule</c>: when the job is submitted by itself.</summary>
internal static class ScheduleReader
{
    /// <summary>The schedule, or null where it is wrong.</summary>
    public static ScheduleSpec? Read(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.Schedule, "schedule", session.Problems) is not { } fields)
        {
            return null;
        }

        var cron = Cron(session, fields);
        var zone = fields["timezone"] is { } name ? Zone(session, name) : ScheduleSpec.DefaultZone;
        var overlap = fields["overlap"] is { } word ? session.Values.Word(word, "overlap", Overlaps.Words) : 0;
        var catchUp = fields["catch_up"] is { } back ? session.Values.Duration(back, "catch_up") : TimeSpan.Zero;
        return cron is null || zone is null
            ? null
            : new ScheduleSpec
            {
                Cron = cron,
                TimeZone = zone,
                Overlap = (Overlap)(overlap ?? 0),
                CatchUp = catchUp ?? TimeSpan.Zero,
            };
    }

    private static CronExpression? Cron(Session session, Fields fields)
    {
        if (fields["cron"] is not { } node)
        {
            session.Problems.Add(fields.At, "schedule has no cron", CronExpression.Form);
            return null;
        }

        if (session.Values.Text(node, "cron") is not { } text)
        {
            return null;
        }

        var (cron, problem) = CronExpression.Parse(text);
        return cron ?? session.Values.Refuse<CronExpression>(node, problem!, CronExpression.Form);
    }

    private static string? Zone(Session session, Node node)
    {
        if (session.Values.Text(node, "timezone") is not { } name)
        {
            return null;
        }

        var zones = session.Context.Zones;
        return zones.Find(name) is not null
            ? name
            : session.Values.Refuse<string>(node, $"there is no time zone {node.Kind}", ZoneHint.For(name, zones));
    }
}
