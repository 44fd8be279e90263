using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;
using Rota.Store.Specs;

namespace Rota.Store.Rules;

/// <summary>
/// What messages say, as JSON: the data of an event. Of bounded length, and without output or variables.
/// </summary>
internal static class EventBodies
{
    private const int ReasonMax = 500;

    /// <summary>What is said of a job.</summary>
    public static string Of(ActiveJob job, EventCounts events) =>
        Properties.Object(json =>
        {
            Write(json, events);
            json.WriteStartObject("job");
            json.WriteNumber("id", job.Id.Value);
            json.WriteString("name", ByteText.Visible(job.Spec.Name));
            json.WriteString("queue", QueueRule.Of(job.Spec.Queue));
            json.WriteString("state", job.State.WireName());
            Write(json, "started", job.Started);
            Write(json, "ended", job.Ended);
            json.WriteNumber("tasks", job.Total);
            json.WriteNumber("failures", job.Failures);
            json.WriteNumber("attempts", job.Attempts);
            if (job.Reason is { } reason)
            {
                json.WriteString("reason", ByteText.Visible(ByteText.Head(reason, ReasonMax)));
            }

            json.WriteEndObject();
            if (job.Spec.ScheduledAt is { } instant)
            {
                json.WriteStartObject("schedule");
                json.WriteString("name", ByteText.Visible(job.Spec.Name));
                Write(json, "instant", Instant.From(instant));
                json.WriteEndObject();
            }
        });

    /// <summary>What is said of a schedule.</summary>
    public static string Of(string schedule, EventCounts events, MissedInstants? missed, IReadOnlyList<Instant> late) =>
        Properties.Object(json =>
        {
            Write(json, events);
            json.WriteStartObject("schedule");
            json.WriteString("name", ByteText.Visible(schedule));
            Write(json, "missed_first", missed?.First);
            Write(json, "missed_last", missed?.Last);
            Write(json, "late_first", late.Count > 0 ? late[0] : null);
            Write(json, "late_last", late.Count > 0 ? late[^1] : null);
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, EventCounts events)
    {
        json.WriteString("event", events.Main.WireName());
        json.WriteStartObject("events");
        foreach (var (kind, count) in events.Counts)
        {
            json.WriteNumber(kind.WireName(), count);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Instant? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant.ToString());
        }
    }
}
