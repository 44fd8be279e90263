using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Rota.Web.Metrics;

/// <summary>The series of one instrument, in the text format of Prometheus (version 0.0.4).</summary>
internal sealed class MetricFamily
{
    /// <summary>Upper bounds in seconds: from a turn of microseconds to a task of a day.</summary>
    private static readonly double[] Bounds =
    [
        0.0001,
        0.0005,
        0.001,
        0.005,
        0.01,
        0.05,
        0.1,
        0.5,
        1,
        5,
        10,
        60,
        600,
        3_600,
        86_400,
    ];
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly string name;
    private readonly string help;
    private readonly bool isHistogram;

    /// <summary>The family of an instrument, empty.</summary>
    public MetricFamily(Instrument instrument)
    {
        var kind = instrument.GetType();
        isHistogram = kind == typeof(Histogram<double>) || kind == typeof(Histogram<long>);
        IsLevel = instrument.IsObservable;
        help = instrument.Description ?? "";
        name = NameOf(instrument, isCount: !isHistogram && !IsLevel);
    }

    /// <summary>Whether it tells how much there is, not how much there was in all.</summary>
    public bool IsLevel { get; }

    /// <summary>Forgets what was told.</summary>
    public void Clear() => series.Clear();

    /// <summary>Takes a measurement in.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        if (!series.TryGetValue(labels, out var one))
        {
            series[labels] = one = new Series(isHistogram ? new long[Bounds.Length] : []);
        }

        one.Sum = IsLevel ? value : one.Sum + value;
        one.Count++;
        for (var at = 0; at < one.Buckets.Length; at++)
        {
            one.Buckets[at] += value <= Bounds[at] ? 1 : 0;
        }
    }

    /// <summary>Its series as text.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var kind =
            isHistogram ? "histogram"
            : IsLevel ? "gauge"
            : "counter";
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");
        foreach (var (labels, one) in series)
        {
            for (var at = 0; at < one.Buckets.Length; at++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{Begun(labels)}le=\"{Bounds[at]}\"}} ");
                text.Append(CultureInfo.InvariantCulture, $"{one.Buckets[at]}\n");
            }

            var braces = labels.Length == 0 ? "" : $"{{{labels}}}";
            if (isHistogram)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{Begun(labels)}le=\"+Inf\"}} {one.Count}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{braces} {one.Sum}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_count{braces} {one.Count}\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {one.Sum}\n");
            }
        }

        return text.ToString();
    }

    private static string Begun(string labels) => labels.Length == 0 ? "" : labels + ",";

    /// <summary>The name with its unit, as OpenTelemetry's rules for Prometheus make it.</summary>
    private static string NameOf(Instrument instrument, bool isCount)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return instrument.Name.Replace('.', '_') + unit + (isCount ? "_total" : "");
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>();
        foreach (var (key, value) in tags)
        {
            labels.Add(LabelText.Of(key.Replace('.', '_'), Convert.ToString(value, CultureInfo.InvariantCulture)!));
        }

        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private sealed class Series(long[] buckets)
    {
        public long[] Buckets { get; } = buckets;

        public double Sum { get; set; }

        public long Count { get; set; }
    }
}
