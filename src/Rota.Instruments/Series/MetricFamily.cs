using System.Diagnostics.Metrics;
using System.Globalization;

namespace Rota.Instruments.Series;

/// <summary>All series of one name. Not safe for use by several threads.</summary>
/// <param name="name">Its name by OpenTelemetry's conventions, with dots.</param>
/// <param name="unit">Its unit, as UCUM writes it.</param>
/// <param name="help">What it tells, in a sentence.</param>
/// <param name="kind">What its numbers are.</param>
public sealed class MetricFamily(string name, string unit, string help, MetricKind kind)
{
    /// <summary>Upper bounds in seconds: from a turn of microseconds to a task of a day.</summary>
    private static readonly double[] AllBounds =
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
    private readonly SortedDictionary<string, MetricPoint> points = new(StringComparer.Ordinal);

    /// <summary>The family of an instrument, empty.</summary>
    public MetricFamily(Instrument instrument)
        : this(instrument.Name, instrument.Unit ?? "", instrument.Description ?? "", KindOf(instrument)) { }

    /// <summary>Upper bounds of the buckets of histograms, in seconds.</summary>
    public static IReadOnlyList<double> Bounds => AllBounds;

    /// <summary>Its name, with dots.</summary>
    public string Name => name;

    /// <summary>Its unit: <c>s</c>, <c>By</c>, or a word in braces for what is counted.</summary>
    public string Unit => unit;

    /// <summary>What it tells.</summary>
    public string Help => help;

    /// <summary>What its numbers are.</summary>
    public MetricKind Kind => kind;

    /// <summary>Its series, in an order that stays.</summary>
    public IReadOnlyCollection<MetricPoint> Points => points.Values;

    /// <summary>Takes a measurement in.</summary>
    public void Take(double value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sorted = Sorted(tags);
        var key = string.Join('\0', sorted.Select(tag => $"{tag.Key}\0{tag.Value}"));
        if (!points.TryGetValue(key, out var point))
        {
            points[key] = point = new MetricPoint(sorted, kind == MetricKind.Histogram ? AllBounds.Length : 0);
        }

        point.Take(value, kind == MetricKind.Level);
    }

    /// <summary>Forgets what was told.</summary>
    internal void Clear() => points.Clear();

    /// <summary>The bucket of a value; as many as there are bounds for one above all.</summary>
    internal static int BucketOf(double value)
    {
        var at = Array.BinarySearch(AllBounds, value);
        return at < 0 ? ~at : at;
    }

    private static KeyValuePair<string, string>[] Sorted(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sorted = new KeyValuePair<string, string>[tags.Length];
        for (var at = 0; at < tags.Length; at++)
        {
            var text = Convert.ToString(tags[at].Value, CultureInfo.InvariantCulture) ?? "";
            sorted[at] = KeyValuePair.Create(tags[at].Key, text);
        }

        Array.Sort(sorted, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return sorted;
    }

    private static MetricKind KindOf(Instrument instrument) =>
        instrument.IsObservable ? MetricKind.Level
        : instrument is Histogram<double> or Histogram<long> ? MetricKind.Histogram
        : MetricKind.Counter;
}
