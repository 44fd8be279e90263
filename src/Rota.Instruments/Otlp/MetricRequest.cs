using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Instruments.Series;

namespace Rota.Instruments.Otlp;

/// <summary>Families of metrics as a request of OTLP: counters and histograms since the process began.</summary>
internal static class MetricRequest
{
    private const int Cumulative = 2;

    /// <summary>The request.</summary>
    /// <param name="options">What is said of this program.</param>
    /// <param name="version">Its version.</param>
    /// <param name="families">What was measured.</param>
    /// <param name="since">Since when, in microseconds since 1970.</param>
    /// <param name="now">Until when.</param>
    public static byte[] Of(
        OtlpOptions options,
        string version,
        IEnumerable<MetricFamily> families,
        long since,
        long now
    ) =>
        OtlpJson.Request(
            options,
            version,
            "resourceMetrics",
            "scopeMetrics",
            "metrics",
            json =>
            {
                foreach (var family in families)
                {
                    Write(json, family, since, now);
                }
            }
        );

    private static void Write(Utf8JsonWriter json, MetricFamily family, long since, long now)
    {
        json.WriteStartObject();
        json.WriteString("name", family.Name);
        json.WriteString("unit", family.Unit.Length == 0 ? "1" : family.Unit);
        json.WriteString("description", family.Help);
        json.WriteStartObject(
            family.Kind switch
            {
                MetricKind.Histogram => "histogram",
                MetricKind.Level => "gauge",
                _ => "sum",
            }
        );
        if (family.Kind != MetricKind.Level)
        {
            json.WriteNumber("aggregationTemporality", Cumulative);
        }

        if (family.Kind == MetricKind.Counter)
        {
            json.WriteBoolean("isMonotonic", true);
        }

        json.WriteStartArray("dataPoints");
        foreach (var point in family.Points)
        {
            json.WriteStartObject();
            OtlpJson.Attributes(
                json,
                point.Tags.Select(tag => KeyValuePair.Create(tag.Key, ByteText.Visible(tag.Value)))
            );
            OtlpJson.Nanos(json, "startTimeUnixNano", since);
            OtlpJson.Nanos(json, "timeUnixNano", now);
            if (family.Kind == MetricKind.Histogram)
            {
                Buckets(json, point);
            }
            else
            {
                json.WriteNumber("asDouble", point.Sum);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Buckets(Utf8JsonWriter json, MetricPoint point)
    {
        OtlpJson.Number(json, "count", point.Count);
        json.WriteNumber("sum", point.Sum);
        json.WriteStartArray("bucketCounts");
        foreach (var count in point.Buckets.Append(point.Count - point.Buckets.Sum()))
        {
            json.WriteStringValue(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
        json.WriteStartArray("explicitBounds");
        foreach (var bound in MetricFamily.Bounds)
        {
            json.WriteNumberValue(bound);
        }

        json.WriteEndArray();
    }
}
