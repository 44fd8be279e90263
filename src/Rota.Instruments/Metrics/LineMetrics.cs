using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What goes over the lines of runners to keepers: what a claim costs beside its work.</summary>
public static class LineMetrics
{
    private static readonly Counter<long> Tells = RotaMeter.Instance.CreateCounter<long>(
        "rota.line.tells",
        "{tell}",
        "What was sent at once over lines to keepers: all orders of a turn to a node are one"
    );
    private static readonly Counter<long> Bytes = RotaMeter.Instance.CreateCounter<long>(
        "rota.line.io",
        "By",
        "Bytes of lines to keepers, by direction: sent, received"
    );
    private static readonly KeyValuePair<string, object?> OfSent = new("rota.direction", "sent");
    private static readonly KeyValuePair<string, object?> OfReceived = new("rota.direction", "received");

    /// <summary>Something was sent at once.</summary>
    /// <param name="bytes">How much.</param>
    public static void Sent(int bytes)
    {
        if (Bytes.Enabled)
        {
            Tells.Add(1);
            Bytes.Add(bytes, OfSent);
        }
    }

    /// <summary>A frame was received.</summary>
    /// <param name="bytes">How much.</param>
    public static void Received(int bytes)
    {
        if (Bytes.Enabled)
        {
            Bytes.Add(bytes, OfReceived);
        }
    }
}
