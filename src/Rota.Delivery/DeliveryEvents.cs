using Microsoft.Extensions.Logging;

namespace Rota.Delivery;

/// <summary>What is told of deliveries. Numbers and names stay what they are: docs/operations.md lists them.</summary>
internal static partial class DeliveryEvents
{
    [LoggerMessage(
        5001,
        LogLevel.Debug,
        "notification {notification} about {subject} was delivered by {target}",
        EventName = "notification.delivered"
    )]
    public static partial void Delivered(this ILogger log, string notification, string subject, string target);

    [LoggerMessage(
        5002,
        LogLevel.Warning,
        "notification {notification} about {subject} did not arrive by {target}: {answer}",
        EventName = "notification.failed"
    )]
    public static partial void Failed(
        this ILogger log,
        string notification,
        string subject,
        string target,
        string answer
    );

    [LoggerMessage(
        5003,
        LogLevel.Warning,
        "notifications wait: {reason}; it is tried again",
        EventName = "notifications.held-up"
    )]
    public static partial void HeldUp(this ILogger log, string reason);
}
