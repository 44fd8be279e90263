using Microsoft.Extensions.Logging;

namespace Rota.Instruments.Otlp;

/// <summary>What is told of the export. Numbers and names stay what they are: docs/operations.md lists them.</summary>
public static partial class OtlpEvents
{
    /// <summary>It is off though somebody asked for it.</summary>
    [LoggerMessage(7001, LogLevel.Warning, "no traces or metrics are sent: {reason}", EventName = "otlp.off")]
    public static partial void Off(this ILogger log, string reason);

    [LoggerMessage(
        7002,
        LogLevel.Warning,
        "the collector does not take traces or metrics: {reason}; it is tried again",
        EventName = "otlp.unreachable"
    )]
    internal static partial void Unreachable(this ILogger log, string reason);

    [LoggerMessage(
        7003,
        LogLevel.Information,
        "the collector takes them again; dropped meanwhile: {spans}",
        EventName = "otlp.reachable"
    )]
    internal static partial void Reachable(this ILogger log, long spans);
}
