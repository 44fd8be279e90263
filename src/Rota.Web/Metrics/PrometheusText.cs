using System.Globalization;
using System.Text;
using Rota.Instruments.Series;

namespace Rota.Web.Metrics;

/// <summary>Families in the text format of Prometheus (version 0.0.4).</summary>
internal static class PrometheusText
{
    private const string Own = "rota.";

    /// <summary>The families as text.</summary>
    public static string Of(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            Append(text, family);
        }

        return text.ToString();
    }

    /// <summary>The name with its unit, as OpenTelemetry's rules for Prometheus make it.</summary>
    public static string NameOf(MetricFamily family)
    {
        var unit = family.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return family.Name.Replace('.', '_') + unit + (family.Kind == MetricKind.Counter ? "_total" : "");
    }

    private static void Append(StringBuilder text, MetricFamily family)
    {
        var name = NameOf(family);
        var kind = family.Kind switch
        {
            MetricKind.Histogram => "histogram",
            MetricKind.Level => "gauge",
            _ => "counter",
        };
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {family.Help}\n# TYPE {name} {kind}\n");
        foreach (var point in family.Points)
        {
            var labels = string.Join(
                ',',
                point.Tags.Select(tag => Label(tag.Key, tag.Value)).Order(StringComparer.Ordinal)
            );
            var braces = labels.Length == 0 ? "" : $"{{{labels}}}";
            if (family.Kind == MetricKind.Histogram)
            {
                AppendBuckets(text, name, labels.Length == 0 ? "" : labels + ",", point);
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{braces} {point.Sum}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_count{braces} {point.Count}\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {point.Sum}\n");
            }
        }
    }

    private static void AppendBuckets(StringBuilder text, string name, string begun, MetricPoint point)
    {
        var below = 0L;
        for (var at = 0; at < point.Buckets.Count; at++)
        {
            below += point.Buckets[at];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{name}_bucket{{{begun}le=\"{MetricFamily.Bounds[at]}\"}} {below}\n"
            );
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{begun}le=\"+Inf\"}} {point.Count}\n");
    }

    /// <summary>An attribute of Rota's own is named by its last word: <c>rota.task.state</c> is <c>state</c>.</summary>
    private static string Label(string key, string value)
    {
        var name = key.StartsWith(Own, StringComparison.Ordinal) ? key[(key.LastIndexOf('.') + 1)..] : key;
        var text = value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
        return $"{name.Replace('.', '_')}=\"{text}\"";
    }
}
