using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is counted of notifications.</summary>
public static class DeliveryMetrics
{
    private static readonly Counter<long> Tries = RotaMeter.Instance.CreateCounter<long>(
        "rota.notifications",
        "{try}",
        "Tries to deliver a notification, by kind of target and result: delivered, failed"
    );

    /// <summary>A notification was tried.</summary>
    /// <param name="channel">The kind of its target.</param>
    /// <param name="isDelivered">Whether it arrived.</param>
    public static void Tried(string channel, bool isDelivered) =>
        Tries.Add(
            1,
            new KeyValuePair<string, object?>("rota.channel", channel),
            new KeyValuePair<string, object?>("rota.result", isDelivered ? "delivered" : "failed")
        );
}
