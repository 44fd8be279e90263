using Microsoft.Extensions.Logging;

namespace Rota.Cell.Nodes;

/// <summary>What a node tells of itself. Numbers and names stay what they are: docs/operations.md lists them.</summary>
internal static partial class NodeEvents
{
    [LoggerMessage(7101, LogLevel.Information, "connected to the home at {home}", EventName = "node.connected")]
    public static partial void Connected(this ILogger log, string home);

    [LoggerMessage(
        7102,
        LogLevel.Warning,
        "the connection to the home at {home} ended; what runs goes on",
        EventName = "node.disconnected"
    )]
    public static partial void Disconnected(this ILogger log, string home);

    [LoggerMessage(7103, LogLevel.Warning, "no connection to the home at {home}: {reason}", EventName = "node.refused")]
    public static partial void Refused(this ILogger log, string home, string reason);

    [LoggerMessage(7104, LogLevel.Error, "this node takes no work: {reason}", EventName = "node.withdrawn")]
    public static partial void Withdrawn(this ILogger log, string reason);

    [LoggerMessage(7105, LogLevel.Information, "the certificate of this node was renewed", EventName = "node.renewed")]
    public static partial void Renewed(this ILogger log);
}
