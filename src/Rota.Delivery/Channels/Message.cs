using System.Text;
using System.Text.Json;
using Rota.Core.Notifying;
using Rota.Store.Outbox;

namespace Rota.Delivery.Channels;

/// <summary>A message in the forms that channels send. The same message gives the same bytes with each try.</summary>
internal sealed class Message
{
    private readonly OutboxRow row;
    private readonly JsonElement data;

    public Message(OutboxRow row)
    {
        this.row = row;
        using var parsed = JsonDocument.Parse(row.Body);
        data = parsed.RootElement.Clone();
    }

    /// <summary>How receivers know it.</summary>
    public string Id => row.Id;

    /// <summary>What gives it its name: <c>failed</c>.</summary>
    public string Event => Text(data, "event") ?? "";

    /// <summary>What is said, as it was written in the turn.</summary>
    public string Body => row.Body;

    /// <summary>The number of the job; empty for none.</summary>
    public string JobId => row.Job?.ToString() ?? "";

    /// <summary>The name of the job or schedule.</summary>
    public string Name => Of("job", "name") ?? Of("schedule", "name") ?? "";

    /// <summary>The state of the job; empty for none.</summary>
    public string State => Of("job", "state") ?? "";

    /// <summary>Its queue; empty for none.</summary>
    public string Queue => Of("job", "queue") ?? "";

    /// <summary>The schedule; empty for none.</summary>
    public string Schedule => Of("schedule", "name") ?? "";

    /// <summary>What happened, in one line for people.</summary>
    public string Headline => Headlines.Of(Event, Name, JobId, Counts(), Of("job", "reason"));

    /// <summary>A CloudEvent 1.0 in JSON.</summary>
    public byte[] CloudEvent()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", Id);
            json.WriteString("source", $"//{Environment.MachineName}/rota");
            json.WriteString("type", $"rota.{row.Subject.Split(' ')[0]}.{Event}");
            json.WriteString("subject", row.Subject.Replace(' ', '/'));
            json.WriteString("time", row.Created.ToString());
            json.WriteString("datacontenttype", "application/json");
            json.WritePropertyName("data");
            data.WriteTo(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>The same as a text.</summary>
    public string CloudEventText() => Encoding.UTF8.GetString(CloudEvent());

    /// <summary>How often each thing happened.</summary>
    private EventCounts Counts() => EventCounts.Parse(row.Events);

    private string? Of(string part, string name) => data.TryGetProperty(part, out var inner) ? Text(inner, name) : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
