using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Instruments.Tracing;

namespace Rota.Instruments.Otlp;

/// <summary>Spans as a request of OTLP.</summary>
internal static class SpanRequest
{
    private const int ErrorStatus = 2;

    /// <summary>The request.</summary>
    public static byte[] Of(OtlpOptions options, string version, IEnumerable<TraceSpan> spans) =>
        OtlpJson.Request(
            options,
            version,
            "resourceSpans",
            "scopeSpans",
            "spans",
            json =>
            {
                foreach (var span in spans)
                {
                    Write(json, span);
                }
            }
        );

    private static void Write(Utf8JsonWriter json, TraceSpan span)
    {
        json.WriteStartObject();
        Context(json, span.Context);
        if (span.State is { } state)
        {
            json.WriteString("traceState", ByteText.Visible(state));
        }

        if (span.Parent is { } parent)
        {
            json.WriteString("parentSpanId", parent.SpanId);
        }

        json.WriteString("name", ByteText.Visible(span.Name));
        json.WriteNumber("kind", (int)span.Role);
        OtlpJson.Nanos(json, "startTimeUnixNano", span.Began.Micros);
        OtlpJson.Nanos(json, "endTimeUnixNano", span.Ended.Micros);
        OtlpJson.Attributes(json, span.Attributes);
        if (span.Link is { } link)
        {
            json.WriteStartArray("links");
            json.WriteStartObject();
            Context(json, link);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (span.Error is { } error)
        {
            json.WriteStartObject("status");
            json.WriteNumber("code", ErrorStatus);
            json.WriteString("message", ByteText.Visible(error));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, TraceContext context)
    {
        json.WriteString("traceId", context.TraceId);
        json.WriteString("spanId", context.SpanId);
    }
}
