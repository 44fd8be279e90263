using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is counted of the export of spans.</summary>
public static class ExportMetrics
{
    private static readonly Counter<long> Spans = RotaMeter.Instance.CreateCounter<long>(
        "rota.otlp.spans",
        "{span}",
        "Spans that were to be exported, by result: sent, dropped"
    );

    /// <summary>A collector has taken spans.</summary>
    public static void Sent(long count) => Add(count, "sent");

    /// <summary>Spans were given up: there was no room, or the collector refused them.</summary>
    public static void Dropped(long count) => Add(count, "dropped");

    private static void Add(long count, string result)
    {
        if (count > 0)
        {
            Spans.Add(count, new KeyValuePair<string, object?>("rota.result", result));
        }
    }
}
