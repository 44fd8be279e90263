using System.Diagnostics.Metrics;
using Rota.Instruments.Metrics;

namespace Rota.Instruments.Series;

/// <summary>
/// Keeps what Rota's meter tells, from the moment on that it is made, for who comes to read it; and how long the web
/// server takes, which that tells by a meter of its own.
/// </summary>
public sealed class MetricStore : IDisposable
{
    private const string RequestDuration = "http.server.request.duration";
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);

    /// <summary>Begins to listen.</summary>
    public MetricStore()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == RotaMeter.Name || instrument.Name == RequestDuration)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Reads all of it, with the levels of this moment. Nothing is taken in meanwhile.</summary>
    /// <param name="read">Reads families, by name.</param>
    public T Read<T>(Func<IReadOnlyCollection<MetricFamily>, T> read)
    {
        lock (gate)
        {
            foreach (var level in families.Values.Where(family => family.Kind == MetricKind.Level))
            {
                level.Clear();
            }
        }

        listener.RecordObservableInstruments();
        lock (gate)
        {
            return read(families.Values);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (gate)
        {
            if (!families.TryGetValue(instrument.Name, out var family))
            {
                families[instrument.Name] = family = new MetricFamily(instrument);
            }

            family.Take(value, tags);
        }
    }
}
