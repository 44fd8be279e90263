using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;
using Rota.EndToEnd.Tests.Notifying;

namespace Rota.EndToEnd.Tests.Telemetry;

/// <summary>A collector of OTLP on this machine.</summary>
internal sealed class Collector : IDisposable
{
    private readonly Receiver receiver = new(_ => "200 OK");

    public string Url => $"http://127.0.0.1:{receiver.Port}";

    public IReadOnlyList<Span> Spans =>
        [.. Items("/v1/traces", "resourceSpans", "scopeSpans", "spans").Select(Span.Of)];

    public IReadOnlyList<string> Metrics =>
        [.. Items("/v1/metrics", "resourceMetrics", "scopeMetrics", "metrics").Select(metric => metric.GetProperty("name").GetString()!)];

    /// <summary>The spans of a name, once there are so many.</summary>
    public Span[] Await(string name, int count)
    {
        Span[] found = [];
        Until.True(() => (found = [.. Spans.Where(span => span.Name == name)]).Length >= count, $"{count} spans {name} have come");
        return found;
    }

    public void Dispose() => receiver.Dispose();

    private IEnumerable<JsonElement> Items(string path, string all, string scoped, string items) =>
        from request in receiver.All
        where request.Line.Contains(path, StringComparison.Ordinal)
        from resource in JsonDocument.Parse(request.Body).RootElement.GetProperty(all).EnumerateArray()
        from scope in resource.GetProperty(scoped).EnumerateArray()
        from item in scope.GetProperty(items).EnumerateArray()
        select item;
}

/// <summary>A span as it came.</summary>
internal sealed record Span(string Name, string Trace, string Id, string? Parent, string? LinkTrace, string? LinkId, string? Error, Dictionary<string, string> Attributes)
{
    public string Context => $"00-{Trace}-{Id}-01";

    public static Span Of(JsonElement json)
    {
        var link = json.TryGetProperty("links", out var links) ? links[0] : default;
        return new(
            json.GetProperty("name").GetString()!, Text(json, "traceId")!, Text(json, "spanId")!, Text(json, "parentSpanId"),
            Text(link, "traceId"), Text(link, "spanId"), json.TryGetProperty("status", out var status) ? Text(status, "message") : null,
            json.GetProperty("attributes").EnumerateArray().ToDictionary(
                one => one.GetProperty("key").GetString()!,
                one => Text(one.GetProperty("value"), "stringValue") ?? Text(one.GetProperty("value"), "intValue")!));
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
