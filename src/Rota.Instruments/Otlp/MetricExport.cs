using Rota.Instruments.Series;

namespace Rota.Instruments.Otlp;

/// <summary>What is measured, for the exporter: all since it began, so one that is lost costs nothing.</summary>
/// <param name="levels">Levels that no instrument has; where they cannot be read now, they are left out.</param>
/// <param name="since">When it began, in microseconds since 1970.</param>
internal sealed class MetricExport(Func<IEnumerable<MetricFamily>> levels, long since) : IDisposable
{
    private readonly MetricStore store = new();
    private long? last;

    /// <summary>Whether it is time for the next.</summary>
    public bool IsDue(long now, TimeSpan interval) => now - (last ?? since) >= (long)interval.TotalMicroseconds;

    /// <summary>All of it as a request.</summary>
    public byte[] Request(OtlpOptions options, string version, long now)
    {
        last = now;
        var more = levels();
        return store.Read(families => MetricRequest.Of(options, version, families.Concat(more), since, now));
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
