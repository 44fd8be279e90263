using System.Diagnostics.Metrics;
using Rota.Instruments.Metrics;

namespace Rota.Web.Metrics;

/// <summary>Keeps what Rota's meter tells, from the moment on that it is made, for who comes to read it.</summary>
internal sealed class MetricStore : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);

    /// <summary>Begins to listen.</summary>
    public MetricStore()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == RotaMeter.Name)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All of it as text, with the levels of this moment.</summary>
    public string Text()
    {
        lock (gate)
        {
            foreach (var gauge in families.Values.Where(family => family.IsLevel))
            {
                gauge.Clear();
            }
        }

        listener.RecordObservableInstruments();
        lock (gate)
        {
            return string.Concat(families.Values.Select(family => family.Text()));
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
