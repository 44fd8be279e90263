using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>Those whose level a gauge shows, as long as they are there.</summary>
internal sealed class Readings
{
    private ImmutableList<Func<Measurement<long>>> sources = [];

    /// <summary>What each says now.</summary>
    public IEnumerable<Measurement<long>> Take() => sources.Select(source => source());

    /// <summary>One more is read, until disposed.</summary>
    public IDisposable Add(Func<Measurement<long>> source)
    {
        ImmutableInterlocked.Update(ref sources, static (all, one) => all.Add(one), source);
        return new Entry(this, source);
    }

    private sealed class Entry(Readings readings, Func<Measurement<long>> source) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref readings.sources, static (all, one) => all.Remove(one), source);
    }
}
